import { type ContextName, LIMITS } from '@haat/contracts';
import type { RequestContext } from '../../context.ts';
import type { ProcedureName } from '../../upstream/upstream.ts';
import { builder } from '../builder.ts';
import { describeConnection } from '../words.ts';
import { argumentsOf } from './inputs.ts';
import type { Ref } from './outputs.ts';
import { cursorAfter, type Edge, pageFrom, type Page } from './cursors.ts';
import { askWith, definitionOf, inputShape } from './procedures.ts';

type Connection = { readonly edges: readonly Edge[]; readonly pageInfo: object; readonly page: object };

/** What a context says of a list as a whole, beside its items. */
type Beside = { readonly field: string; readonly type: unknown; readonly description: string };

const connections = new Map<unknown, unknown>();

/** The connection of a type, one however many fields give it. */
function connectionOf(type: Ref<never>, beside?: Beside): unknown {
  const known = connections.get(type);
  if (known !== undefined) return known;
  const { name } = type as unknown as { name: string };
  const edge = builder.objectRef<Edge>(`${name}Edge`);
  builder.objectType(edge, {
    description: `One ${name} of a connection, with its place.`,
    fields: (t) => ({
      cursor: t.exposeString('cursor', {
        nullable: false,
        description: 'Its place: pass it as `after` to go on from here.',
      }),
      node: t.field({
        type: type as never,
        nullable: false,
        description: 'The thing itself.',
        resolve: (source) => source.node as never,
      }),
    }),
  });
  const connection = builder.objectRef<Connection>(`${name}Connection`);
  builder.objectType(connection, {
    description: describeConnection(name),
    fields: (t) => ({
      edges: t.field({
        type: [edge],
        nullable: false,
        description: 'The page.',
        resolve: (source) => [...source.edges],
      }),
      nodes: t.field({
        type: [type] as never,
        nullable: false,
        description: 'The page without places.',
        resolve: (source) => source.edges.map(({ node }) => node) as never,
      }),
      pageInfo: t.field({
        type: builder.pageInfoRef(),
        nullable: false,
        description: 'Where the page ends, and whether there is more.',
        resolve: (source) => source.pageInfo as never,
      }),
      ...(beside === undefined ? {} : besideField(t, beside)),
    }),
  });
  connections.set(type, connection);
  return connection;
}

const besideField = (t: unknown, { field, type, description }: Beside) => ({
  [field]: (t as FieldBuilder).field({ type, nullable: false, description, resolve: ({ page }: Connection) => page }),
});

const DEFAULT_PAGE = 20;

type ConnectionField<C extends ContextName, Parent> = {
  readonly context: C;
  readonly procedure: ProcedureName<C>;
  /** Input that the parent gives; it is no argument then. */
  readonly from?: { readonly [field: string]: (parent: Parent) => unknown };
  /** Asked as nobody in particular, because everybody sees the same. */
  readonly open?: boolean;
  /** Notes for the cache what the list shows. */
  readonly note?: (context: RequestContext, args: Readonly<Record<string, unknown>>, items: readonly never[]) => void;
  readonly beside?: Beside;
  readonly description?: string;
};

type FieldBuilder = { field(options: Record<string, unknown>): never; arg: unknown };

/** A list of a context as a Relay connection; its arguments are those that the contract declares, and `first` and `after`. */
export function connectionField<C extends ContextName, Parent, Source>(
  t: unknown,
  type: Ref<Source>,
  options: ConnectionField<C, Parent>,
): never {
  const { context, procedure, from = {}, open = false, note, beside } = options;
  const { field, arg } = t as FieldBuilder;
  const shape = inputShape(context, procedure, ['limit', 'cursor', ...Object.keys(from)]);
  const resolve = async (parent: Parent, args: Readonly<Record<string, unknown>>, request: RequestContext) => {
    const given = Object.fromEntries(Object.entries(from).map(([name, read]) => [name, read(parent)]));
    const { first, after, ...filters } = args as { first?: number | null; after?: string | null };
    const ask = open ? request.upstream.asAnyone : request.upstream.asCaller;
    const fetch = (limit: number, cursor: string | undefined) =>
      askWith(ask, { context, procedure }, { ...filters, ...given, limit, cursor }) as Promise<Page>;
    const page = await pageFrom(fetch, first ?? DEFAULT_PAGE, after ?? undefined);
    note?.(request, { ...args, ...given }, page.items as readonly never[]);
    return toConnection(page);
  };
  return field.call(t, {
    type: connectionOf(type as never, beside),
    description: options.description ?? `${definitionOf(context, procedure).summary}.`,
    args: {
      ...argumentsOf(arg, procedure, shape),
      ...pagingArguments(arg),
    },
    extensions: { cost: UPSTREAM_COST, isConnection: true },
    resolve,
  });
}

/** What a call to a context counts for, where one more field of a loaded thing counts for nothing. */
export const UPSTREAM_COST = 10;

function pagingArguments(arg: unknown): Record<string, unknown> {
  const make = arg as (options: object) => unknown;
  return {
    first: make({
      type: 'Int',
      required: false,
      defaultValue: DEFAULT_PAGE,
      description: `How many at most, from 1 to ${LIMITS.pageSize}.`,
    }),
    after: make({ type: 'String', required: false, description: 'The cursor after which to begin.' }),
  };
}

function toConnection(page: Awaited<ReturnType<typeof pageFrom>>): Connection {
  const { items, startedAt, skipped, nextCursor } = page;
  const edges = items.map((node, index) => ({
    node,
    cursor:
      nextCursor !== null && index === items.length - 1 ? nextCursor : cursorAfter(startedAt, skipped + index + 1),
  }));
  return {
    edges,
    page,
    pageInfo: {
      hasNextPage: nextCursor !== null,
      hasPreviousPage: false,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
