import { getOperationAST } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { RequestContext } from '../context.ts';
import type { ServerContext } from '../create-engine.ts';
import { withOwnCodes } from '../errors/to-graphql-error.ts';
import { graphqlMetrics } from '../metrics.ts';

type Context = RequestContext & { readonly server: ServerContext };

/** Gives all errors the house's codes; notes what an operation was and whether it went well, for whoever keeps answers, and how many calls it took. */
export function outcomePlugin(): Plugin {
  return {
    onResultProcess({ result, setResult }) {
      if ('errors' in result && result.errors !== undefined)
        setResult({ ...result, errors: withOwnCodes(result.errors) });
    },
    onExecute({ args }) {
      const isQuery = getOperationAST(args.document, args.operationName)?.operation === 'query';
      const context = args.contextValue as unknown as Context;
      return {
        onExecuteDone({ result }) {
          graphqlMetrics.callsPerOperation.observe(context.upstream.calls.length);
          if (isQuery && 'data' in result && result.errors === undefined) context.server.outcome = 'whole query';
        },
      };
    },
  };
}
