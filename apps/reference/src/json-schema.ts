import { z } from 'zod';

export type Json = Record<string, unknown>;

/** The JSON Schema of a schema of the contracts, as clients send (`input`) or receive (`output`) it. */
export function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _unneeded, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return json;
}

/** The same by draft 7, which AsyncAPI reads. */
export function draft7Schema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _unneeded, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-7' });
  return json;
}
