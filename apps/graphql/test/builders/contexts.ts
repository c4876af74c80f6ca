import { type ContextName, contracts, type Contract, type ProcedureDefinition } from '@haat/contracts';
import { DomainError } from '@haat/domain';
import {
  type AnyService,
  type Call,
  type ContractRouter,
  createEmbeddedBus,
  createRequestClient,
  createRouter,
} from '@haat/service-kit';
import type { ClientsFor } from '../../src/upstream/upstream.ts';

export type Handler = (call: Call<ProcedureDefinition>) => Promise<unknown>;
export type ContextHandlers = Partial<Record<ContextName, Record<string, Handler>>>;

/** Tokens are user names here; `bearer admin` is the operator. */
const authenticator = {
  authenticate: async (token: string) => {
    if (token === 'nobody') throw new DomainError('identity.token_invalid', 'unauthenticated', 'No such token.');
    return {
      userId: userId(token),
      roles: token === 'admin' ? (['admin'] as const) : (['buyer'] as const),
      email: null,
    };
  },
  membershipsOf: async (id: string) =>
    id === userId('seller') ? [{ storeId: STORES[0]!, role: 'owner' as const }] : [],
};

const uuid = (kind: string, number: number): string =>
  `01900000-0000-7000-8${kind}-${number.toString(16).padStart(12, '0')}`;
export const userId = (name: string): string =>
  uuid('fff', [...name].reduce((sum, letter) => sum * 31 + letter.codePointAt(0)!, 7) % 1e9);
export const productId = (number: number): string => uuid('001', number);
export const variantId = (number: number): string => uuid('002', number);
export const STORES = [uuid('003', 1), uuid('003', 2)];
export const CATEGORY = uuid('004', 1);

/** Contexts of this process made of the given handlers, behind real routers: access, input and errors are the kit's own. */
export function createContexts(handlers: ContextHandlers) {
  const defects: string[] = [];
  const off = new Set<ContextName>();
  const asked: { readonly call: string; readonly actor: string; readonly input: unknown }[] = [];
  const options = {
    authenticator,
    checkOutput: true,
    onDefect: (error: unknown, place: string) => void defects.push(`${place}: ${error}`),
  };
  const routers = new Map<ContextName, ContractRouter<Contract>>();
  for (const name of Object.keys(contracts) as ContextName[]) {
    const given = handlers[name] ?? {};
    const watched = Object.entries(given).map(([procedure, handler]) => [
      procedure,
      async (call: Call<ProcedureDefinition>) => {
        if (off.has(name))
          throw new DomainError('service.unavailable', 'unavailable', `${name} is away.`, { service: name });
        asked.push({ call: `${name}.${procedure}`, actor: call.actor.kind, input: call.input });
        return handler(call);
      },
    ]);
    const service = { name, contract: contracts[name], handlers: Object.fromEntries(watched) } as unknown as AnyService;
    routers.set(name, createRouter(service, options) as never);
  }
  const clientsFor: ClientsFor = (headers, setCookie) => (name) =>
    createRequestClient(routers.get(name)!, headers, setCookie);
  return { clientsFor, asked, off, defects, bus: createEmbeddedBus() };
}

export type Contexts = ReturnType<typeof createContexts>;
