import { z } from 'zod';

/** A zod schema without what only says how it may be left out. */
export type Core = {
  readonly core: z.ZodType;
  readonly isNullable: boolean;
  /** May be left out of an input: it is optional or has a default. */
  readonly isOptional: boolean;
};

export function coreOf(schema: z.ZodType): Core {
  let core: unknown = schema;
  let isNullable = false;
  let isOptional = false;
  for (;;) {
    if (core instanceof z.ZodNullable) [core, isNullable] = [core.unwrap(), true];
    else if (core instanceof z.ZodOptional) [core, isOptional] = [core.unwrap(), true];
    else if (core instanceof z.ZodDefault || core instanceof z.ZodPrefault) [core, isOptional] = [core.unwrap(), true];
    // What is changed on the way in is described by what is sent, unless that may be anything.
    else if (core instanceof z.ZodPipe) core = core.in instanceof z.ZodTransform ? core.out : core.in;
    else return { core: core as z.ZodType, isNullable, isOptional };
  }
}

export type Shape = Readonly<Record<string, z.ZodType>>;

/** The fields of an object, or of all alternatives of one. */
export const shapeOf = (schema: z.ZodType): Shape => {
  if (schema instanceof z.ZodDiscriminatedUnion) return merged(schema);
  if (!(schema instanceof z.ZodObject)) throw new TypeError(`an object schema was expected, not ${schema.def.type}`);
  return schema.shape as Shape;
};

/** The same for two schemas that take the same things, whatever they were made by. */
export const signatureOf = (schema: z.ZodType, io: 'input' | 'output'): string =>
  JSON.stringify(z.toJSONSchema(schema, { io, unrepresentable: 'any' }));

export type ScalarName = 'ID' | 'String' | 'Int' | 'Float' | 'Boolean' | 'DateTime' | 'MinorUnits';

/** The scalar for a schema of one value, or null where it is none. */
export function scalarOf(schema: z.ZodType, fieldName: string): ScalarName | null {
  switch (schema.def.type) {
    case 'string':
      return textScalar((schema as z.ZodString).format, fieldName);
    case 'number':
      return (schema as z.ZodNumber).isInt ? 'Int' : 'Float';
    case 'boolean':
      return 'Boolean';
    case 'literal':
      return typeof (schema as z.ZodLiteral).value === 'boolean' ? 'Boolean' : 'String';
    default:
      return null;
  }
}

function textScalar(format: string | null, fieldName: string): ScalarName {
  if (format === 'guid' || format === 'uuid') return 'ID';
  if (format === 'datetime') return 'DateTime';
  return /(?:^a|.A)mountMinor$|Minor$/.test(fieldName) ? 'MinorUnits' : 'String';
}

const MONEY = 'amountMinor,currency';

export const isMoney = (schema: z.ZodType): boolean =>
  schema instanceof z.ZodObject && Object.keys(schema.shape).sort().join() === MONEY;

export const pascal = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

export const singular = (name: string): string =>
  name.endsWith('ies')
    ? `${name.slice(0, -3)}y`
    : name.endsWith('s') && !name.endsWith('ss')
      ? name.slice(0, -1)
      : name;

/**
 * GraphQL has no unions of inputs: the fields of all alternatives stand side by side, and are required where each demands
 * them. What does not go together is refused by the context. Small alternatives within an answer are shown the same way.
 */
function merged(union: z.ZodDiscriminatedUnion): Shape {
  return mergedShapes((union.options as z.ZodType[]).map(shapeOf));
}

/** The fields of all; one that not every shape demands may be left out. */
function mergedShapes(shapes: readonly Shape[]): Shape {
  const names = new Set(shapes.flatMap((shape) => Object.keys(shape)));
  return Object.fromEntries(
    [...names].map((name) => {
      const schemas = shapes.flatMap((shape) => (shape[name] === undefined ? [] : [shape[name]]));
      const schema = mergedSchemas(schemas);
      return [name, schemas.length === shapes.length ? schema : schema.optional()];
    }),
  );
}

/** What takes all of what any of the schemas takes: words together, lists of what their items take, and so on. */
function mergedSchemas(schemas: readonly z.ZodType[]): z.ZodType {
  const words = schemas.flatMap(wordsOf);
  if (words.length > 0) return z.enum(words as [string]);
  const cores = schemas.map((schema) => coreOf(schema).core);
  if (cores.every((core) => core instanceof z.ZodArray))
    return z.array(mergedSchemas(cores.map((core) => (core as z.ZodArray).element as z.ZodType)));
  const areDifferent = new Set(cores.map((core) => signatureOf(core, 'input'))).size > 1;
  if (areDifferent && cores.every((core) => core instanceof z.ZodObject))
    return z.object(mergedShapes(cores.map(shapeOf)));
  return schemas[0]!;
}

const wordsOf = (schema: z.ZodType): string[] => {
  const { core } = coreOf(schema);
  if (core instanceof z.ZodEnum) return core.options.map(String);
  return core instanceof z.ZodLiteral && typeof core.value === 'string' ? [core.value] : [];
};
