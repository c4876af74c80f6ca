import type { ObjectRef } from '@pothos/core';
import { z } from 'zod';
import type { RequestContext } from '../../context.ts';
import { builder } from '../builder.ts';
import { describeField, describeType } from '../words.ts';
import { enumOf } from './enums.ts';
import { coreOf, isMoney, pascal, scalarOf, shapeOf, signatureOf, singular } from './read-schema.ts';

export type Ref<Source> = ObjectRef<PothosTypes, Source>;
type PothosTypes = (typeof builder)['$inferSchemaTypes'];
type Fields<Source> = (t: PothosSchemaTypes.ObjectFieldBuilder<PothosTypes, Source>) => Record<string, unknown>;

type Options<Source> = {
  /** Fields that say more than the contract: links to other things. */
  readonly more?: Fields<Source>;
  /** Fields of the contract that are not shown as they are. */
  readonly omit?: readonly string[];
  /** Names of types within, by field. */
  readonly within?: Readonly<Record<string, string>>;
  /** Fetches a field that a shorter form of the thing lacks. */
  readonly complete?: (source: Source, context: RequestContext) => Promise<object | null>;
  /** Makes it a {@link https://relay.dev/graphql/objectidentification.htm node}: what names it, and how to get it again. */
  readonly node?: {
    readonly id: (source: Source) => string;
    readonly load: (id: string, context: RequestContext) => Promise<Source | null>;
  };
};

const bySignature = new Map<string, Ref<never>>();

/**
 * A GraphQL type from what a contract says a thing consists of: a field that is added there appears here. The same shape
 * found within another type is this type.
 */
export function output<Source extends object>(
  name: string,
  schema: z.ZodType,
  options: Options<Source> = {},
): Ref<Source> {
  const ref = builder.objectRef<Source>(name);
  bySignature.set(signatureOf(schema, 'output'), ref as unknown as Ref<never>);
  const { node } = options;
  const fields = (t: never) => ({
    ...contractFields(t, name, schema, options as Options<never>),
    ...options.more?.(t),
  });
  const description = describeType(name);
  if (node === undefined) builder.objectType(ref, { description, fields: fields as never });
  else {
    builder.node(ref, {
      description,
      id: { resolve: node.id as never, description: 'The global id, for `node(id:)`.' },
      loadOne: ((id: string, context: RequestContext) => node.load(id, context)) as never,
      fields: fields as never,
    });
  }
  return ref as unknown as Ref<Source>;
}

type LooseBuilder = { field(options: Record<string, unknown>): unknown };

function contractFields(t: LooseBuilder, typeName: string, schema: z.ZodType, options: Options<never>) {
  const entries = Object.entries(shapeOf(schema)).filter(([field]) => options.omit?.includes(field) !== true);
  return Object.fromEntries(
    entries.map(([field, fieldSchema]) => [field, contractField(t, { typeName, field, schema: fieldSchema }, options)]),
  );
}

type Place = { readonly typeName: string; readonly field: string; readonly schema: z.ZodType };

function contractField(
  t: LooseBuilder,
  { typeName, field, schema }: Place,
  { within, complete }: Options<never>,
): unknown {
  const { core, isNullable, isOptional } = coreOf(schema);
  const type = typeOf(core, { typeName, field, named: within?.[field] });
  const read = core instanceof z.ZodRecord ? entriesOf : (value: unknown) => value;
  return t.field({
    type,
    nullable: isNullable || isOptional,
    description: describeField(typeName, field),
    resolve: (source: Record<string, unknown>, _args: unknown, context: RequestContext) => {
      if (field in source || complete === undefined) return read(source[field] ?? null);
      return complete(source as never, context).then((full) => read((full as Record<string, unknown> | null)?.[field]));
    },
  });
}

type Naming = { readonly typeName: string; readonly field: string; readonly named?: string | undefined };

function typeOf(schema: z.ZodType, naming: Naming): unknown {
  if (schema instanceof z.ZodArray) return [typeOf(coreOf(schema.element as z.ZodType).core, naming)];
  if (schema instanceof z.ZodRecord) return [KeyValue];
  if (schema instanceof z.ZodEnum) return enumOf(schema, naming.named ?? `${naming.typeName}${pascal(naming.field)}`);
  if (isMoney(schema)) return Money;
  const scalar = scalarOf(schema, naming.field);
  if (scalar !== null) return scalar;
  return objectWithin(schema, naming);
}

function objectWithin(schema: z.ZodType, { typeName, field, named }: Naming): unknown {
  const known = bySignature.get(signatureOf(schema, 'output'));
  return known ?? output(named ?? `${typeName}${pascal(singular(field))}`, schema);
}

const entriesOf = (record: unknown): unknown =>
  record === null || record === undefined
    ? record
    : Object.entries(record).map(([name, value]) => ({ name, value: String(value) }));

const KeyValue = builder.objectRef<{ name: string; value: string }>('KeyValue');
builder.objectType(KeyValue, {
  description: describeType('KeyValue'),
  fields: (t) => ({
    name: t.exposeString('name', { nullable: false, description: 'What it is called.' }),
    value: t.exposeString('value', { nullable: false, description: 'What it is.' }),
  }),
});

export const Money = builder.objectRef<{ amountMinor: string; currency: string }>('Money');
builder.objectType(Money, {
  description: describeType('Money'),
  fields: (t) => ({
    amountMinor: t.expose('amountMinor', { type: 'MinorUnits', nullable: false, description: 'How many minor units.' }),
    currency: t.exposeString('currency', { nullable: false, description: 'The code of the currency, ISO 4217.' }),
  }),
});
