import type { ContextName } from '@haat/contracts';
import type { RequestContext } from '../../context.ts';
import type { ProcedureName } from '../../upstream/upstream.ts';
import { UPSTREAM_COST } from './connection.ts';
import { argumentsOf } from './inputs.ts';
import { askWith, definitionOf, inputShape } from './procedures.ts';

type Lookup<C extends ContextName, Parent> = {
  readonly context: C;
  readonly procedure: ProcedureName<C>;
  readonly type: unknown;
  readonly from?: { readonly [field: string]: (parent: Parent) => unknown };
  readonly open?: boolean;
  readonly note?: (context: RequestContext, args: Readonly<Record<string, unknown>>) => void;
  /** What of the answer the field is. */
  readonly pick?: (output: never) => unknown;
  readonly description?: string;
};

type FieldBuilder = { field(options: Record<string, unknown>): never; arg: unknown };

/** One procedure as a field; its arguments are those that the contract declares. */
export function lookupField<C extends ContextName, Parent>(t: unknown, options: Lookup<C, Parent>): never {
  const { context, procedure, type, from = {}, open = false, note, pick = (output) => output } = options;
  const { field, arg } = t as FieldBuilder;
  return field.call(t, {
    type,
    nullable: true,
    description: options.description ?? `${definitionOf(context, procedure).summary}.`,
    args: argumentsOf(arg, procedure, inputShape(context, procedure, Object.keys(from))),
    extensions: { cost: UPSTREAM_COST },
    resolve: async (parent: Parent, args: Readonly<Record<string, unknown>>, request: RequestContext) => {
      const given = Object.fromEntries(Object.entries(from).map(([name, read]) => [name, read(parent)]));
      note?.(request, { ...args, ...given });
      const ask = open ? request.upstream.asAnyone : request.upstream.asCaller;
      return pick((await askWith(ask, { context, procedure }, { ...args, ...given })) as never);
    },
  });
}
