import { z } from 'zod';
import type { Input, Procedure } from './calls.ts';
import { ONE_PIXEL } from './victim-goods.ts';

export type JsonSchema = {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  minItems?: number;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  pattern?: string;
  format?: string;
  minimum?: number;
  additionalProperties?: JsonSchema | boolean;
};

export const schemaOf = ({ definition }: Procedure): JsonSchema =>
  z.toJSONSchema(definition.input, { io: 'input', unrepresentable: 'any' }) as JsonSchema;

/** Values for fields by their name: ids that exist, and text whose form a pattern demands. */
export type Known = Readonly<Record<string, unknown>>;

/** Of things that a walk over all procedures does not make. */
const NOBODYS_ID = '01900000-0000-7000-8000-000000000000';

const WELL_FORMED: Known = {
  slug: 'a-slug',
  currency: 'EUR',
  baseCurrency: 'EUR',
  quoteCurrency: 'USD',
  toCurrency: 'USD',
  rate: '1.25',
  expectedRate: '1.25',
  country: 'PT',
  sku: 'SKU-1',
  code: 'CODE-1234',
  email: 'somebody@people.example',
  amountMinor: '1',
  priceMinor: '1990',
  shippingMinor: '0',
  refundMinor: '1',
  attribute: 'Colour=Red',
  language: 'en',
  url: 'https://partner.example/hooks',
  priceFromMinor: '0',
  priceToMinor: '999999',
  expectedTotalMinor: '1990',
  from: '2026-01-01T00:00:00Z',
  to: '2100-01-01T00:00:00Z',
  asOf: '2100-01-01T00:00:00Z',
  expiresAt: '2100-01-01T00:00:00Z',
  guestToken: 'a-guest-token-of-nobody',
  file: ONE_PIXEL.toString('base64'),
  codeChallenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  codeVerifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
};

/** The least that a procedure's schema accepts, about the things in `known`; `full` fills in the optional fields too. */
export function sampleInput(procedure: Procedure, known: Known, { full = false } = {}): Input {
  const input = sampleOf(schemaOf(procedure), { name: '', known, full }) as Input;
  const checked = procedure.definition.input.safeParse(input);
  if (!checked.success)
    throw new Error(
      `no sample of ${procedure.context}.${procedure.name}: ${checked.error.message}\n${JSON.stringify(input)}`,
    );
  return input;
}

type Place = { readonly name: string; readonly known: Known; readonly full: boolean };

function sampleOf(schema: JsonSchema, place: Place): unknown {
  const { name, known, full } = place;
  if (schema.const !== undefined) return schema.const;
  const named = known[name] ?? WELL_FORMED[name];
  if (named !== undefined && isPlain(schema)) return named;
  if (schema.enum !== undefined) return schema.enum[0];
  const choice = schema.anyOf ?? schema.oneOf;
  if (choice !== undefined) return sampleOf(choice[0]!, place);
  if (schema.type === 'object') return sampleObject(schema, { known, full });
  if (schema.type === 'array') {
    const item = sampleOf(schema.items ?? {}, { ...place, name: name.replace(/s$/, '') });
    return Array.from({ length: Math.max(1, schema.minItems ?? 0) }, () => item);
  }
  if (schema.type === 'integer' || schema.type === 'number') return Math.max(schema.minimum ?? 0, 1);
  if (schema.type === 'boolean') return true;
  if (schema.format === 'uuid' || /\{12\}\)\$$/.test(schema.pattern ?? '')) return NOBODYS_ID;
  if (schema.format === 'date-time') return WELL_FORMED.to;
  if (name.endsWith('Minor')) return WELL_FORMED.amountMinor;
  return schema.format === 'email' ? WELL_FORMED.email : 'some text';
}

/** One value, and not something that is made of others. */
function isPlain({ type, anyOf, oneOf }: JsonSchema): boolean {
  const kind = type ?? (anyOf ?? oneOf)?.[0]?.type;
  return kind !== 'object' && kind !== 'array';
}

function sampleObject(schema: JsonSchema, { known, full }: Omit<Place, 'name'>): Record<string, unknown> {
  const wanted = Object.entries(schema.properties ?? {}).filter(
    ([name]) => (full && name !== 'cursor') || (schema.required ?? []).includes(name),
  );
  const fields = wanted.map(([name, field]): [string, unknown] => [name, sampleOf(field, { name, known, full })]);
  if (full && fields.length === 0 && typeof schema.additionalProperties === 'object') return { Size: 'M' };
  return Object.fromEntries(fields);
}
