import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createGateway, loadKongConfig } from '@haat/gateway';
import { createGraphql, type GraphqlEnv } from '@haat/graphql';
import { createReference } from '@haat/reference';
import { adjustableClock, createServer } from '@haat/service-kit';
import { SEALING_KEY_BYTES } from '@haat/webhooks';
import { keptKey } from '../data-folder/kept-key.ts';
import { createDevelopmentRoutes } from '../development/routes.ts';
import { keepClockOffset, readClockOffset } from '../development/clock-file.ts';
import { isLoopback } from '../env.ts';
import { findFreePort } from '../ports/ports.ts';
import { createBus, startBackground } from './background.ts';
import { openDatabases } from './databases.ts';
import { PROJECT_ID, startEngines } from './engines.ts';
import { composeLive } from './live.ts';
import { composeServices } from './services.ts';
import { embeddedSignIn, startLocalLine } from './sign-in.ts';
import { createSwitchboard } from './switchboard.ts';
import { listenAll } from './upstreams.ts';

export type MarketplaceOptions = {
  readonly dataDir: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly host?: string;
  readonly onProgress?: (line: string) => void;
  readonly onDefect?: (error: unknown, place: string) => void;
  /** Tests that make their own unsigned tokens need no emulator. */
  readonly withAuthEmulator?: boolean;
  readonly initialAdmins?: readonly string[];
  readonly checkOutput?: boolean;
  /** `false` trades safety against a power cut for speed. For tests only. */
  readonly durable?: boolean;
  /** Shared with the provider's simulator; made up at each start unless a test wants to sign webhooks itself. */
  readonly webhookSecret?: string;
  /** Partners' webhooks may go to this machine and its networks, over http too. For development and tests only. */
  readonly allowPrivateWebhooks?: boolean;
  /** Which operations of GraphQL are run; left out, all that keep to the limits. */
  readonly graphql?: GraphqlEnv;
  /** Settles the demo data before the gateway says it is ready. */
  readonly seed?: (addresses: { gatewayUrl: string; authUrl: string }) => Promise<void>;
};

export type Marketplace = {
  readonly url: string;
  readonly authUrl: string | null;
  readonly postgres: { readonly superuserUrl: string; readonly port: number };
  /** Drains: no new requests, those in hand and running transactions finish, then everything ends. */
  stop(): Promise<void>;
  /** Settles when a part that everything needs has died. */
  readonly failed: Promise<string>;
};

export { PROJECT_ID } from './engines.ts';

/** Where the provider's simulator delivers; the same route that is open to the outside, without a socket in between. */
const WEBHOOKS = '/v1/payments/webhooks/simulator';
const KONG_FILES = ['kong.yml', 'embedded.yml'].map((file) =>
  fileURLToPath(new URL(`../../../../kong/${file}`, import.meta.url)),
);

/** Boots the embedded profile: PostgreSQL, the Auth emulator, all contexts, the provider's simulator and the gateway. */
export async function startMarketplace(options: MarketplaceOptions): Promise<Marketplace> {
  const closers: (() => Promise<unknown>)[] = [];
  const stop = once(async () => {
    for (const close of closers.reverse()) await close();
  });
  try {
    return { ...(await boot(options, closers)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function boot(
  options: MarketplaceOptions,
  closers: (() => Promise<unknown>)[],
): Promise<Omit<Marketplace, 'stop'>> {
  const { dataDir, host = '127.0.0.1', onProgress = () => {}, onDefect = () => {} } = options;
  await mkdir(dataDir, { recursive: true });
  const { postgres, auth, failed } = await startEngines(options, closers);

  onProgress('Bringing the databases up to date');
  const databases = await openDatabases(postgres.superuserUrl, dataDir);
  closers.push(() => Promise.all(Object.values(databases).map((database) => database.close())));

  onProgress('Starting the services and the gateway');
  const clock = adjustableClock(await readClockOffset(dataDir));
  keepClockOffset(dataDir, clock);
  const port = options.port === 0 ? await findFreePort() : options.port;
  const url = `http://127.0.0.1:${port}`;
  const switchboard = createSwitchboard();
  const { services, simulator, invoke, clientsFor } = composeServices({
    databases,
    switchboard,
    clock,
    blobsDir: join(dataDir, 'blobs'),
    projectId: PROJECT_ID,
    initialAdmins: options.initialAdmins ?? [],
    signIn: embeddedSignIn({ url, authUrl: auth?.url ?? null, projectId: PROJECT_ID }),
    sendWebhook: async ({ headers, body }) =>
      (await servers.payments!.inject({ method: 'POST', url: WEBHOOKS, headers, payload: body })).statusCode,
    webhookSecret: options.webhookSecret ?? randomBytes(32).toString('base64'),
    partnerWebhooks: {
      sealingKey: await keptKey(join(dataDir, 'webhooks-key'), SEALING_KEY_BYTES),
      allowPrivate: options.allowPrivateWebhooks ?? false,
    },
    checkOutput: options.checkOutput ?? false,
    onDefect,
  });
  const servers = Object.fromEntries(services.map((service) => [service.name, createServer(service, invoke)]));
  const bus = createBus(services, onDefect);
  const { authenticator } = invoke;
  const realtime = composeLive({ database: databases.realtime, clock, authenticator, bus, clientsFor, onDefect });
  const development = createDevelopmentRoutes({
    clock,
    databases,
    bus,
    authUrl: auth?.url ?? null,
    gatewayUrl: url,
    simulator,
    switchboard,
    showDatabases: isLoopback(host),
  });
  const graphql = createGraphql({
    ...{ clientsFor, bus, clock, onDefect, liveFeed: realtime.feed, withConsole: true },
    ...options.graphql,
  });
  const upstreams = new Map(
    Object.entries({
      ...servers,
      graphql,
      realtime: realtime.server,
      reference: await createReference(),
      dev: development,
      simulator: development,
      'line-issuer': await startLocalLine(url),
    }),
  );
  const listening = await listenAll(upstreams, dataDir);
  closers.push(() => listening.close());

  let missing = ['services'];
  const gateway = createGateway({
    config: await loadKongConfig(KONG_FILES),
    upstreams: listening.addresses,
    ready: () => ({ ready: missing.length === 0, missing }),
  });
  await gateway.listen({ port, host });
  closers.push(
    ...startBackground({ bus, services, switchboard, others: [...simulator.workers, ...realtime.workers] }, onDefect),
    () => gateway.close(),
  );

  if (options.seed !== undefined && auth !== null) {
    missing = ['demo data'];
    await options.seed({ gatewayUrl: url, authUrl: auth.url });
  }
  missing = [];
  return { url, authUrl: auth?.url ?? null, postgres, failed };
}

function once(action: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= action());
}
