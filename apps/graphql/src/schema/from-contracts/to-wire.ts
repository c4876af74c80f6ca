import { z } from 'zod';
import { coreOf, shapeOf } from './read-schema.ts';

/**
 * Arguments as the contract wants them: what is null was left out, unless the contract knows null; pairs of names and
 * values are a record again.
 */
export function toWire(schema: z.ZodType, value: unknown): unknown {
  const { core } = coreOf(schema);
  if (core instanceof z.ZodArray && Array.isArray(value))
    return value.map((item) => toWire(core.element as z.ZodType, item));
  if (core instanceof z.ZodRecord && Array.isArray(value)) return toRecord(value as KeyValue[]);
  if (value === null || typeof value !== 'object') return value;
  if (core instanceof z.ZodDiscriminatedUnion) return withoutNulls(value);
  return core instanceof z.ZodObject ? toObject(core, value as Record<string, unknown>) : value;
}

type KeyValue = { readonly name: string; readonly value: string };

function toObject(schema: z.ZodType, value: Record<string, unknown>): Record<string, unknown> {
  const shape = shapeOf(schema);
  const entries = Object.entries(value).flatMap(([field, given]) => {
    const known = shape[field];
    if (known === undefined || given === undefined || (given === null && !coreOf(known).isNullable)) return [];
    return [[field, toWire(known, given)] as const];
  });
  return Object.fromEntries(entries);
}

/** Defined one by one: a name may be `__proto__`. */
const toRecord = (pairs: readonly KeyValue[]): Record<string, string> =>
  Object.fromEntries(pairs.map(({ name, value }) => [name, value]));

const withoutNulls = (value: object): object =>
  Object.fromEntries(Object.entries(value).filter(([, given]) => given !== null && given !== undefined));
