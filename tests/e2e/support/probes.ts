import type { Input, Procedure } from './calls.ts';
import { type JsonSchema, schemaOf } from './sample-input.ts';

export type Path = readonly (string | number)[];

/** A place in a procedure's input, with what its schema says of it. */
export type Field = { readonly path: Path; readonly schema: JsonSchema };

/** Every leaf of a full sample, by its path. */
export function fieldsOf(procedure: Procedure, sample: Input): Field[] {
  return leaves(schemaOf(procedure), sample, []);
}

function leaves(schema: JsonSchema, value: unknown, path: Path): Field[] {
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return leaves(choices[0]!, value, path);
  if (Array.isArray(value)) return value.slice(0, 1).flatMap((item) => leaves(schema.items ?? {}, item, [...path, 0]));
  if (value === null || typeof value !== 'object') return [{ path, schema }];
  return Object.entries(value).flatMap(([name, item]) => {
    const additional = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : {};
    return leaves(schema.properties?.[name] ?? additional, item, [...path, name]);
  });
}

/** The sample with another value at one place. */
export function replaced(value: unknown, [head, ...tail]: Path, by: unknown): unknown {
  if (head === undefined) return by;
  if (Array.isArray(value)) return value.map((item, index) => (index === head ? replaced(item, tail, by) : item));
  const entries = Object.entries(value as object).map(([name, item]): [string, unknown] => [
    name,
    name === head ? replaced(item, tail, by) : item,
  ]);
  return Object.fromEntries(entries);
}

export const isText = ({ schema }: Field): boolean => schema.type === 'string';
export const isNumber = ({ schema }: Field): boolean => schema.type === 'integer' || schema.type === 'number';

const WRONG_FOR_ALL: readonly unknown[] = [null, [], {}, [[]], { $ne: 1 }, true, 1.5];
const NUMBERS: readonly unknown[] = [
  -1,
  -0.5,
  0.1,
  1e21,
  1e308,
  2 ** 53,
  -(2 ** 63),
  '1',
  'NaN',
  'Infinity',
  '-Infinity',
  '0x10',
  '١',
];
const AMOUNTS: readonly unknown[] = [
  '-1',
  '1.5',
  '1e3',
  '01',
  '+1',
  ' 1',
  '1 ',
  '',
  '0x10',
  '1000000000001',
  '9'.repeat(40),
  '١٢',
  'NaN',
  'Infinity',
  100,
  -1,
];
const CURRENCIES: readonly unknown[] = ['eur', 'EURO', 'E', '', 'EU1', '€', 'ＥＵＲ'];
const IDS: readonly unknown[] = [
  '',
  '0',
  'me',
  '01900000-0000-7000-8000-00000000000',
  '01900000-0000-7000-8000-0000000000000',
  '{01900000-0000-7000-8000-000000000000}',
  "' OR 1=1 --",
  'zzzzzzzz-zzzz-zzzz-zzzz-zzzzzzzzzzzz',
];
const INSTANTS: readonly unknown[] = [
  'yesterday',
  '2026-13-01T00:00:00Z',
  '2026-02-30T00:00:00Z',
  '2026-01-01',
  '2026-01-01T00:00:00+25:00',
  '9999999999999',
  '',
];
const CURSORS: readonly unknown[] = [
  '%%%',
  'bm90IGEgY3Vyc29y',
  'eyJhIjoxfQ',
  '[]',
  'null',
  'x'.repeat(501),
  'AAAA',
  'eyJhdCI6ImEiLCJpZCI6ImIifQ',
];

/** Values of a wrong kind, size or form for one field; the schema itself says later which of them it takes. */
export function wrongValues(field: Field): readonly unknown[] {
  const name = String(field.path.findLast((part) => typeof part === 'string') ?? '');
  return [
    ...WRONG_FOR_ALL,
    ...(isNumber(field) ? NUMBERS : []),
    ...wrongTexts(name, field.schema),
    ...(isText(field) ? ['x'.repeat(6000), 'a\u0000b', '\ud800'] : []),
  ];
}

function wrongTexts(name: string, { format }: JsonSchema): readonly unknown[] {
  if (name === 'cursor') return CURSORS;
  if (name.endsWith('Minor')) return AMOUNTS;
  if (name === 'currency') return CURRENCIES;
  if (name.endsWith('Id') || name.endsWith('Ids') || format === 'uuid') return IDS;
  return format === 'date-time' ? INSTANTS : [];
}
