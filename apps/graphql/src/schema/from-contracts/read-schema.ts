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
    else if (core instanceof z.ZodDefault) [core, isOptional] = [core.unwrap(), true];
    else return { core: core as z.ZodType, isNullable, isOptional };
  }
}

export type Shape = Readonly<Record<string, z.ZodType>>;

export const shapeOf = (schema: z.ZodType): Shape => {
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
