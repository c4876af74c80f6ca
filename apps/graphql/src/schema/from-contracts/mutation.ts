import type { ContextName } from '@haat/contracts';
import type { RequestContext } from '../../context.ts';
import type { ProcedureName } from '../../upstream/upstream.ts';
import { builder } from '../builder.ts';
import { describeType } from '../words.ts';
import { UPSTREAM_COST } from './connection.ts';
import { inputObject } from './inputs.ts';
import { output as outputType } from './outputs.ts';
import { askWith, definitionOf } from './procedures.ts';
import { pascal } from './read-schema.ts';

type Mutation<C extends ContextName> = {
  /** The name in GraphQL, where the procedure's own says too little outside its context. */
  readonly as?: string;
  readonly procedure: ProcedureName<C>;
  /** The payload's one field and its type; left out, the payload has the fields of the contract's output. */
  readonly gives?: readonly [field: string, type: unknown];
  /** A result of another form, such as a union. */
  readonly result?: { readonly type: unknown; readonly resolve: (output: never, context: RequestContext) => unknown };
};

type FieldBuilder = { field(options: Record<string, unknown>): never; arg: (options: object) => unknown };

const KEY = {
  type: 'String',
  required: false,
  description:
    'Makes the call repeatable: the same key with the same input is answered again and done once. Stands for the Idempotency-Key header, and goes before it.',
};

/** A procedure that changes something as a mutation: `name(input, idempotencyKey): NamePayload`. */
export function mutations<C extends ContextName>(context: C, list: readonly Mutation<C>[]): void {
  builder.mutationFields((t) =>
    Object.fromEntries(
      list.map((mutation) => [mutation.as ?? mutation.procedure, mutationField(t, context, mutation)]),
    ),
  );
}

function mutationField<C extends ContextName>(t: unknown, context: C, mutation: Mutation<C>): never {
  const { procedure, as: name = procedure, result } = mutation;
  const definition = definitionOf(context, procedure);
  const { field, arg } = t as FieldBuilder;
  const hasInput = Object.keys((definition.input as unknown as { shape: object }).shape).length > 0;
  const input = hasInput
    ? {
        input: arg({
          type: inputObject(`${pascal(name)}Input`, definition.input),
          required: true,
          description: 'What it is about.',
        }),
      }
    : {};
  const payload = result?.type ?? payloadOf(`${pascal(name)}Payload`, context, mutation);
  return field.call(t, {
    type: payload,
    nullable: true,
    description: `${definition.summary}.`,
    args: { ...input, idempotencyKey: arg(KEY) },
    extensions: { cost: UPSTREAM_COST },
    resolve: async (_root: unknown, args: MutationArgs, request: RequestContext) => {
      const { upstream } = request;
      const ask = typeof args.idempotencyKey === 'string' ? upstream.withKey(args.idempotencyKey) : upstream.asCaller;
      const output = await askWith(ask, { context, procedure }, args.input ?? {});
      return result === undefined ? output : result.resolve(output as never, request);
    },
  });
}

type MutationArgs = { readonly input?: Readonly<Record<string, unknown>>; readonly idempotencyKey?: string | null };

function payloadOf<C extends ContextName>(name: string, context: C, { procedure, gives }: Mutation<C>): unknown {
  if (gives === undefined) {
    const { output } = definitionOf(context, procedure);
    return Object.keys((output as unknown as { shape?: object }).shape ?? {}).length === 0
      ? done(name)
      : outputType(name, output);
  }
  const [fieldName, type] = gives;
  const ref = builder.objectRef<object>(name);
  return builder.objectType(ref, {
    description: describeType(name),
    fields: (t) => ({
      [fieldName]: t.field({
        type: type as never,
        nullable: false,
        description: 'As it is now.',
        resolve: (source) => source as never,
      }),
    }),
  });
}

/** A payload must have a field, even where there is nothing to say but that it was done. */
const done = (name: string): unknown =>
  builder.objectType(builder.objectRef<object>(name), {
    description: describeType(name),
    fields: (t) => ({ done: t.boolean({ nullable: false, description: 'Always true.', resolve: () => true }) }),
  });
