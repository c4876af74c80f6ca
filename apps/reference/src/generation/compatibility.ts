import type { Json } from '../json-schema.ts';

/**
 * Tells in what a schema breaks those who read events of the schema before it: a field that is gone or of another type, a
 * choice that has grown, a field that may be missing now. New fields break nobody.
 */
export function breakingChanges(before: Json, after: Json, path = ''): string[] {
  const name = path === '' ? 'the data' : path;
  if (!isSameType(before, after)) return [`${name} is another type`];
  const choices = grownChoices(before, after);
  return [
    ...(choices.length === 0 ? [] : [`${name} has new choices: ${choices.join(', ')}`]),
    ...brokenFields(before, after, path),
    ...(isSchema(before.items) && isSchema(after.items) ? breakingChanges(before.items, after.items, `${path}[]`) : []),
  ];
}

function brokenFields(before: Json, after: Json, path: string): string[] {
  const [old, now] = [fieldsOf(before), fieldsOf(after)];
  const isRequired = (schema: Json, field: string) =>
    (schema.required as string[] | undefined)?.includes(field) === true;
  return Object.entries(old).flatMap(([field, schema]) => {
    const place = path === '' ? field : `${path}.${field}`;
    if (now[field] === undefined) return [`${place} is gone`];
    const missing = isRequired(before, field) && !isRequired(after, field) ? [`${place} may be missing`] : [];
    return [...missing, ...breakingChanges(schema, now[field], place)];
  });
}

const isSchema = (value: unknown): value is Json => typeof value === 'object' && value !== null;
const fieldsOf = (schema: Json) => (schema.properties ?? {}) as Record<string, Json>;

/** Types as a reader sees them: `anyOf` is compared by all its members' types. */
const typesOf = (schema: Json): string =>
  isSchema(schema.anyOf)
    ? (schema.anyOf as unknown as Json[]).map(typesOf).sort().join('|')
    : String(schema.type ?? (schema.const === undefined ? 'any' : typeof schema.const));

const isSameType = (before: Json, after: Json): boolean =>
  typesOf(before) === typesOf(after) && before.format === after.format && before.const === after.const;

function grownChoices(before: Json, after: Json): string[] {
  if (!Array.isArray(before.enum)) return [];
  const known = before.enum as unknown[];
  return ((after.enum ?? []) as unknown[]).filter((choice) => !known.includes(choice)).map(String);
}
