import type { ContextName, Contract, contracts } from '@haat/contracts';
import {
  type ContextClient,
  type ContractRouter,
  createLocalClient,
  createRequestClient,
  type RequestHeaders,
} from '@haat/service-kit';

export type Routers = Map<ContextName, ContractRouter<Contract>>;
export type Clients = { readonly [Name in ContextName]: ContextClient<(typeof contracts)[Name]> };

/**
 * Clients of all contexts for one caller. Contexts call each other in circles, so a client finds its router at the
 * first call and not when it is made.
 */
export function createClients(routers: Routers, callerName: string): Clients {
  const clients = new Map<string, object>();
  return new Proxy({} as Clients, {
    get(_target, context: ContextName) {
      return lazily(() => {
        const known = clients.get(context);
        if (known !== undefined) return known;
        const router = routers.get(context);
        if (router === undefined) throw new Error(`${callerName} called ${context} before it was composed`);
        const client = createLocalClient(router, callerName);
        clients.set(context, client);
        return client;
      });
    },
  });
}

/** Clients of all contexts on behalf of whoever sent a request. */
export const createRequestClients =
  (routers: Routers) =>
  (headers: RequestHeaders, setCookie?: (line: string) => void) =>
  (context: ContextName): ContextClient<Contract> =>
    createRequestClient(routers.get(context)!, headers, setCookie);

function lazily(find: () => object): object {
  return new Proxy({}, { get: (_target, property) => Reflect.get(find(), property) as unknown });
}
