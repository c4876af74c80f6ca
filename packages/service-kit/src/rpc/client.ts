import type { Contract } from '@haat/contracts';
import { createTRPCClient, localLink, type TRPCClient, type TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import type { RequestHeaders } from './authentication.ts';
import type { Caller } from './invoke.ts';
import { fromProblem, type Problem } from './problem.ts';
import type { ContractRouter } from './router.ts';

/** A typed client of another context. Whether it calls in process or over HTTP, no one can tell. */
export type ContextClient<C extends Contract> = TRPCClient<ContractRouter<C>>;

/** Calls a router of this process, as the service that calls. */
export function createLocalClient<C extends Contract>(router: ContractRouter<C>, callerName: string): ContextClient<C> {
  return createClientFor(router, { actor: { kind: 'service', name: callerName } });
}

/**
 * Calls a router of this process on behalf of whoever sent a request: the headers that say who it is, and the idempotency
 * key, are passed on, and the procedure's own access decides. With `setCookie`, the session's new token reaches the answer;
 * without it, the session keeps the one it has.
 */
export function createRequestClient<C extends Contract>(
  router: ContractRouter<C>,
  headers: RequestHeaders,
  setCookie?: (line: string) => void,
): ContextClient<C> {
  return createClientFor(router, { headers, setCookie });
}

function createClientFor<C extends Contract>(router: ContractRouter<C>, caller: Caller): ContextClient<C> {
  const link = localLink({ router, createContext: () => Promise.resolve({ caller }) } as never);
  return createTRPCClient<ContractRouter<C>>({ links: [domainErrors<C>(), link as TRPCLink<ContractRouter<C>>] });
}

/** Gives errors of the other context back as what they were, so that their codes pass through unchanged. */
function domainErrors<C extends Contract>(): TRPCLink<ContractRouter<C>> {
  return () =>
    ({ next, op }) =>
      observable((observer) =>
        next(op).subscribe({
          next: (value) => observer.next(value),
          complete: () => observer.complete(),
          error: (error) => observer.error(withOriginalCause(error)),
        }),
      );
}

function withOriginalCause<E extends Error>(error: E): E {
  const problem = (error as { shape?: { data?: { problem?: Problem } } }).shape?.data?.problem;
  if (problem !== undefined && problem.status !== 500) error.cause = fromProblem(problem);
  return error;
}
