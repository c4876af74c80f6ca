import type { InputRef } from '@pothos/core';
import { z } from 'zod';
import { builder } from '../builder.ts';
import { describeArgument, describeType } from '../words.ts';
import { enumOf } from './enums.ts';
import { coreOf, isMoney, pascal, scalarOf, type Shape, shapeOf, signatureOf, singular } from './read-schema.ts';

type LooseBuilder = { field(options: Record<string, unknown>): unknown };

/**
 * Arguments or input fields from what a contract accepts: names, kinds and what may be left out. The rules themselves are
 * checked by the context alone, so that each is written once.
 */
export function inputFields(t: LooseBuilder, place: string, shape: Shape): Record<string, unknown> {
  const entries = Object.entries(shape).map(([field, schema]) => {
    const { core, isNullable, isOptional } = coreOf(schema);
    const options = {
      type: inputType(core, place, field),
      required: !isNullable && !isOptional,
      description: describeArgument(place, field),
    };
    return [field, t.field(options)] as const;
  });
  return Object.fromEntries(entries);
}

/** Arguments of a field. */
export const argumentsOf = (t: unknown, place: string, shape: Shape): Record<string, unknown> =>
  inputFields({ field: (options) => (t as (options: unknown) => unknown)(options) }, place, shape);

const bySignature = new Map<string, InputRef<unknown>>();

/** An input type; the same shape under two names is one type. */
export function inputObject(name: string, schema: z.ZodType): InputRef<unknown> {
  const shape = shapeOf(schema);
  const signature = signatureOf(z.object(shape), 'input');
  const known = bySignature.get(signature);
  if (known !== undefined) return known;
  const ref = builder.inputType(name, {
    description: describeType(name),
    fields: (t) => inputFields(t as unknown as LooseBuilder, name, shape) as never,
  }) as unknown as InputRef<unknown>;
  bySignature.set(signature, ref);
  return ref;
}

function inputType(schema: z.ZodType, place: string, field: string): unknown {
  if (schema instanceof z.ZodArray)
    return [inputType(coreOf(schema.element as z.ZodType).core, place, singular(field))];
  if (schema instanceof z.ZodRecord) return [KeyValueInput];
  if (schema instanceof z.ZodEnum) return enumOf(schema, `${place.replace(/Input$/, '')}${pascal(field)}`);
  if (isMoney(schema)) return MoneyInput;
  return scalarOf(schema, field) ?? inputObject(nameWithin(place, field), schema);
}

const OWN_NAMES: Readonly<Record<string, string>> = { shippingAddress: 'AddressInput', tender: 'TenderInput' };

const nameWithin = (place: string, field: string): string =>
  OWN_NAMES[field] ?? `${place.replace(/Input$/, '')}${pascal(field)}Input`;

const KeyValueInput = builder.inputType('KeyValueInput', {
  description: describeType('KeyValueInput'),
  fields: (t) => ({
    name: t.string({ required: true, description: 'What it is called.' }),
    value: t.string({ required: true, description: 'What it is.' }),
  }),
});

const MoneyInput = builder.inputType('MoneyInput', {
  description: describeType('MoneyInput'),
  fields: (t) => ({
    amountMinor: t.field({ type: 'MinorUnits', required: true, description: 'How many minor units.' }),
    currency: t.string({ required: true, description: 'The code of the currency, ISO 4217.' }),
  }),
});
