import type { EnumRef } from '@pothos/core';
import type { z } from 'zod';
import { builder } from '../builder.ts';
import { describeEnum } from '../words.ts';

const byValues = new Map<string, EnumRef<never, string>>();

const keyOf = (values: readonly string[]): string => [...values].sort().join();

/** Gives a set of values its name before anything uses it, so that it is called the same everywhere. */
export function nameEnum(name: string, values: readonly string[]): void {
  const entries = values.map((value) => [constant(value), { value }] as const);
  const ref = builder.enumType(name, { description: describeEnum(name), values: Object.fromEntries(entries) });
  byValues.set(keyOf(values), ref as unknown as EnumRef<never, string>);
}

/** The enum of the values; one without a name yet is called after the place where it was found. */
export function enumOf(schema: z.ZodType, place: string): EnumRef<never, string> {
  const values = (schema as z.ZodEnum).options.map(String);
  const known = byValues.get(keyOf(values));
  if (known !== undefined) return known;
  nameEnum(place, values);
  return byValues.get(keyOf(values))!;
}

/** `google.com` → `GOOGLE_COM`: GraphQL's constants are in capitals, the wire keeps its words. */
const constant = (value: string): string => value.replaceAll(/[^A-Za-z0-9]+/g, '_').toUpperCase();
