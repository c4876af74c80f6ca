import { createCatalog } from '@haat/catalog';
import { createEmulatorTokenVerifier, createIdentity, type SignInOptions } from '@haat/identity';
import { createInventory } from '@haat/inventory';
import { createNotifications } from '@haat/notifications';
import { createOrdering } from '@haat/ordering';
import { createPayments, createSimulatorProvider } from '@haat/payments';
import {
  type AdjustableClock,
  type AnyService,
  type Authenticator,
  createFolderBlobStore,
  createRouter,
  type InvokeOptions,
  systemClock,
  uuidv7Ids,
} from '@haat/service-kit';
import { createSimulator, type SendWebhook } from '@haat/simulator';
import { createStores } from '@haat/stores';
import { anyAddress, createWebhooks, publicAddresses } from '@haat/webhooks';
import type { ContextName } from '@haat/contracts';
import { createClients, createRequestClients, type Clients, type Routers } from './clients.ts';
import type { Databases } from './databases.ts';
import type { Switchboard } from './switchboard.ts';

export type ServicesOptions = {
  readonly databases: Databases;
  readonly switchboard: Switchboard;
  readonly clock: AdjustableClock;
  /** Where pictures and files to be imported are kept. */
  readonly blobsDir: string;
  /** Firebase project whose emulator is believed. */
  readonly projectId: string;
  readonly initialAdmins: readonly string[];
  readonly signIn: SignInOptions;
  /** How the provider's simulator delivers webhooks. */
  readonly sendWebhook: SendWebhook;
  readonly webhookSecret: string;
  readonly partnerWebhooks: {
    /** Seals the secrets of partners' endpoints. */
    readonly sealingKey: Uint8Array;
    /** Whether they may go to this machine and its networks, which is for development only. */
    readonly allowPrivate: boolean;
  };
  readonly checkOutput: boolean;
  readonly onDefect: (error: unknown, place: string) => void;
};

/** All contexts in one process: the shape called *together*. */
export function composeServices(options: ServicesOptions) {
  const { databases, clock, webhookSecret } = options;
  const routers: Routers = new Map();
  const clientsOf = (caller: string): Clients => createClients(routers, caller);
  const invoke: InvokeOptions = {
    authenticator: createAuthenticator(clientsOf('edge')),
    checkOutput: options.checkOutput,
    onDefect: options.onDefect,
  };
  const ids = uuidv7Ids();
  const simulator = createSimulator({
    database: databases.simulator,
    clock,
    webhookUrl: 'http://payments',
    webhookSecret,
    send: options.sendWebhook,
  });
  const deps = (name: ContextName) => ({ database: databases[name], clock, ids, clients: clientsOf(name) });
  const composed = [
    createIdentity({
      ...deps('identity'),
      verifier: createEmulatorTokenVerifier({ projectId: options.projectId, clock: systemClock() }),
      initialAdmins: options.initialAdmins,
      signIn: options.signIn,
    }),
    createStores(deps('stores')),
    createCatalog({ ...deps('catalog'), blobs: createFolderBlobStore(options.blobsDir) }),
    createInventory(deps('inventory')),
    createOrdering(deps('ordering')),
    createPayments({ ...deps('payments'), provider: createSimulatorProvider(simulator.request), webhookSecret }),
    createNotifications(deps('notifications')),
    createWebhooks({
      ...deps('webhooks'),
      sealingKey: options.partnerWebhooks.sealingKey,
      addressPolicy: options.partnerWebhooks.allowPrivate ? anyAddress : publicAddresses,
    }),
  ] as unknown as AnyService[];
  const services = composed.map((service) => options.switchboard.switchable(service));
  for (const service of services) routers.set(service.name as ContextName, createRouter(service, invoke));
  return { services, simulator, invoke, clientsFor: createRequestClients(routers) };
}

/** Identity says who it is, stores says where they work. */
function createAuthenticator({ identity, stores }: Pick<Clients, 'identity' | 'stores'>): Authenticator {
  return {
    authenticate: (token, presented) => identity.authenticate.query({ token, ...presented }),
    membershipsOf: async (userId) => (await stores.membershipsOf.query({ userId })).memberships,
  };
}
