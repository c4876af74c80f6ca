import { getOperationAST, type GraphQLSchema } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { refusal } from '../errors/refusal.ts';
import { costOfOperation } from './cost-of-operation.ts';
import { OPERATION_LIMITS } from './limits.ts';
import type { createOperationCache } from './operation-cache.ts';

/** Refuses what is too much before anything of it is validated or run. */
export function limitsPlugin(schema: GraphQLSchema, measured: ReturnType<typeof createOperationCache>): Plugin {
  return {
    onParse({ params, setParsedDocument }) {
      setParsedDocument(measured(String(params.source)).document);
    },
    onExecute: ({ args }) => refuseIfTooComplex(schema, measured, args as never),
    onSubscribe: ({ args }) => refuseIfTooComplex(schema, measured, args as never),
  };
}

type Args = {
  readonly contextValue: { readonly params: { readonly query?: string } };
  readonly document: Parameters<typeof getOperationAST>[0];
  readonly operationName?: string | null;
  readonly variableValues?: Readonly<Record<string, unknown>> | null;
};

function refuseIfTooComplex(
  schema: GraphQLSchema,
  measured: ReturnType<typeof createOperationCache>,
  args: Args,
): void {
  const operation = getOperationAST(args.document, args.operationName);
  const { query } = args.contextValue.params;
  if (operation === null || operation === undefined || query === undefined) return;
  const { fragments } = measured(query);
  const cost = costOfOperation(schema, operation, { fragments, variables: args.variableValues ?? {} });
  if (cost <= OPERATION_LIMITS.cost) return;
  const message = `An operation costs at most ${OPERATION_LIMITS.cost}; this one could cost ${cost}. Ask for shorter pages or fewer lists within lists.`;
  throw refusal({ code: 'graphql.too_complex', message, limit: OPERATION_LIMITS.cost });
}
