import type { Contract, InputOf, OutputOf, ProcedureDefinition } from '@haat/contracts';
import { findDomainError } from '@haat/domain';
import {
  initTRPC,
  TRPCError,
  type TRPCBuiltRouter,
  type TRPCMutationProcedure,
  type TRPCQueryProcedure,
} from '@trpc/server';
import { type Caller, invoke, type InvokeOptions } from './invoke.ts';
import { ERROR_KINDS, type Problem, toProblem } from './problem.ts';
import type { AnyService } from './service.ts';

export type RouterContext = { readonly caller: Caller; replayed?: boolean | undefined };

type ErrorShape = { message: string; code: number; data: { code: string; httpStatus: number; problem: Problem } };

type RootTypes = { ctx: RouterContext; meta: object; errorShape: ErrorShape; transformer: false };

type ProcedureOf<P> =
  P extends ProcedureDefinition<'query'>
    ? TRPCQueryProcedure<{ input: InputOf<P>; output: OutputOf<P>; meta: object }>
    : TRPCMutationProcedure<{ input: InputOf<P>; output: OutputOf<P>; meta: object }>;

/** The tRPC router type of a contract: a mapped type over schemas, so that editors never look into implementations. */
export type ContractRouter<C extends Contract> = TRPCBuiltRouter<
  RootTypes,
  { [Name in keyof C['procedures']]: ProcedureOf<C['procedures'][Name]> }
>;

/** Makes the tRPC router of a service. Input is checked in {@link invoke}, once for every transport. */
export function createRouter<C extends Contract>(service: AnyService, options: InvokeOptions): ContractRouter<C> {
  const t = initTRPC.context<RouterContext>().create({
    errorFormatter: ({ shape, error }) => {
      const problem = problemOf(error);
      return {
        ...shape,
        message: problem.detail,
        data: { code: shape.data.code, httpStatus: problem.status, problem },
      };
    },
  });
  const procedures = Object.entries(service.contract.procedures).map(([name, { kind }]) => {
    const resolve = async ({ input, ctx }: { input: unknown; ctx: RouterContext }) => {
      try {
        const outcome = await invoke(service, name, { rawInput: input, caller: ctx.caller }, options);
        if (outcome.replayed) ctx.replayed = true;
        return outcome.output;
      } catch (error) {
        throw toTrpcError(error);
      }
    };
    const procedure = t.procedure.input((value: unknown) => value);
    return [name, kind === 'query' ? procedure.query(resolve) : procedure.mutation(resolve)] as const;
  });
  return t.router(Object.fromEntries(procedures)) as unknown as ContractRouter<C>;
}

function toTrpcError(error: unknown): TRPCError {
  const known = findDomainError(error);
  const code = known === undefined ? 'INTERNAL_SERVER_ERROR' : ERROR_KINDS[known.kind].trpc;
  return new TRPCError({ code, message: known?.message ?? 'internal error', cause: error });
}

/** Errors of tRPC's own, such as an unknown procedure or a body that is no JSON, are problems of the request. */
function problemOf(error: TRPCError): Problem {
  if (findDomainError(error) !== undefined || error.code === 'INTERNAL_SERVER_ERROR') return toProblem(error.cause);
  const status = TRANSPORT_STATUS[error.code] ?? 400;
  const code = `request.${error.code.toLowerCase()}`;
  return { type: `urn:haat:error:${code}`, title: 'Invalid request', status, detail: error.message, code };
}

const TRANSPORT_STATUS: Readonly<Record<string, number>> = {
  NOT_FOUND: 404,
  METHOD_NOT_SUPPORTED: 405,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
};
