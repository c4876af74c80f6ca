import { z } from 'zod';

type FieldKind = 'integer' | 'boolean' | 'array' | 'text';

/**
 * Reads a query string into what the schema expects. A value that does not look like its kind is passed on as it is, so
 * that the schema refuses it by its name.
 */
export function createQueryReader(schema: z.ZodType): (query: Record<string, unknown>) => Record<string, unknown> {
  const kinds = fieldKinds(schema);
  return (query) =>
    Object.fromEntries(Object.entries(query).map(([field, value]) => [field, read(kinds.get(field) ?? 'text', value)]));
}

function read(kind: FieldKind, value: unknown): unknown {
  if (kind === 'array') return Array.isArray(value) ? value : [value];
  if (typeof value !== 'string') return value;
  if (kind === 'integer' && /^-?\d{1,15}$/.test(value)) return Number(value);
  if (kind === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
  return value;
}

function fieldKinds(schema: z.ZodType): Map<string, FieldKind> {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const properties = (json.properties ?? {}) as Record<string, { type?: string }>;
  return new Map(Object.entries(properties).map(([field, { type }]) => [field, kindOf(type)]));
}

function kindOf(type: string | undefined): FieldKind {
  return type === 'integer' || type === 'boolean' || type === 'array' ? type : 'text';
}
