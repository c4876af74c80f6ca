import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createGateway, loadKongConfig } from '@haat/gateway';
import { createReference } from '@haat/reference';
import { adjustableClock, type AnyService, createEmbeddedBus, createRelay, createServer, type Worker } from '@haat/service-kit';
import type { FastifyInstance } from 'fastify';
import { type RunningAuthEmulator, startAuthEmulator } from '../auth-emulator/start-auth-emulator.ts';
import { createDevelopmentRoutes } from '../development/routes.ts';
import { keepClockOffset, readClockOffset } from '../development/clock-file.ts';
import { findFreePort } from '../ports/ports.ts';
import { startPostgres } from '../postgres/start-postgres.ts';
import { openDatabases } from './databases.ts';
import { composeServices } from './services.ts';

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

export const PROJECT_ID = 'demo-haat';
const KONG_FILES = ['kong.yml', 'embedded.yml'].map((file) => fileURLToPath(new URL(`../../../../kong/${file}`, import.meta.url)));

/** Boots the embedded profile: PostgreSQL, the Auth emulator, all contexts, the provider's simulator and the gateway. */
export async function startMarketplace(options: MarketplaceOptions): Promise<Marketplace> {
  const { dataDir, onProgress = () => {}, onDefect = () => {} } = options;
  await mkdir(dataDir, { recursive: true });
  const closers: (() => Promise<unknown>)[] = [];
  const stop = once(async () => {
    for (const close of closers.reverse()) await close();
  });
  try {
    const { postgres, auth } = await startEngines(options, closers);

    onProgress('Bringing the databases up to date');
    const databases = await openDatabases(postgres.superuserUrl, dataDir);
    closers.push(() => Promise.all(Object.values(databases).map((database) => database.close())));

    const clock = adjustableClock(await readClockOffset(dataDir));
    keepClockOffset(dataDir, clock);
    const port = options.port === 0 ? await findFreePort() : options.port;
    const gatewayUrl = `http://127.0.0.1:${port}`;
    const { services, simulator, invoke } = composeServices({
      databases,
      clock,
      projectId: PROJECT_ID,
      initialAdmins: options.initialAdmins ?? [],
      webhookUrl: `${gatewayUrl}/v1/payments/webhooks/simulator`,
      webhookSecret: options.webhookSecret ?? randomBytes(32).toString('base64'),
      checkOutput: options.checkOutput ?? false,
      onDefect,
    });

    onProgress('Starting seven services and the gateway');
    const development = createDevelopmentRoutes({ clock, databases, authUrl: auth?.url ?? null, gatewayUrl, simulator });
    const upstreams = new Map<string, FastifyInstance>([
      ...services.map((service): [string, FastifyInstance] => [service.name, createServer(service, invoke)]),
      ['reference', await createReference()],
      ['dev', development],
      ['simulator', development],
    ]);
    const addresses = await listenAll(upstreams);
    closers.push(() => Promise.all([...new Set(upstreams.values())].map((app) => app.close())));

    const readiness = { missing: ['services'] as string[] };
    const gateway = createGateway({
      config: await loadKongConfig(KONG_FILES),
      upstreams: addresses,
      ready: () => ({ ready: readiness.missing.length === 0, missing: readiness.missing }),
    });
    await gateway.listen({ port, host: options.host ?? '127.0.0.1' });
    closers.push(...startBackground(services, simulator.workers, onDefect));
    closers.push(() => gateway.close());

    if (options.seed !== undefined && auth !== null) {
      readiness.missing = ['demo data'];
      await options.seed({ gatewayUrl, authUrl: auth.url });
    }
    readiness.missing = [];
    return { url: gatewayUrl, authUrl: auth?.url ?? null, postgres, stop, failed: firstToFail(postgres.exited, auth) };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Both at once, since each waits for a process; what came up is stopped although the other did not. */
async function startEngines(options: MarketplaceOptions, closers: (() => Promise<unknown>)[]) {
  const { dataDir, onProgress = () => {}, durable = true, withAuthEmulator = true } = options;
  const stoppable = async <Engine extends { stop(): Promise<void> }>(starting: Promise<Engine>): Promise<Engine> => {
    const engine = await starting;
    closers.push(() => engine.stop());
    return engine;
  };
  const postgres = stoppable(startPostgres({ dataDir: join(dataDir, 'postgres'), onProgress, durable }));
  const auth = withAuthEmulator
    ? stoppable(startAuthEmulator({ dataDir: join(dataDir, 'auth'), projectId: PROJECT_ID, onProgress }))
    : null;
  await Promise.allSettled([postgres, auth]);
  return { postgres: await postgres, auth: await auth };
}

async function listenAll(upstreams: Map<string, FastifyInstance>): Promise<Record<string, string>> {
  const listening = new Map<FastifyInstance, Promise<string>>();
  const addresses = [...upstreams].map(async ([name, app]) => {
    if (!listening.has(app)) listening.set(app, app.listen({ host: '127.0.0.1', port: 0 }));
    return [name, await listening.get(app)!] as const;
  });
  return Object.fromEntries(await Promise.all(addresses));
}

/** Relays, reactions and workers; what is returned stops them, in the order in which they must stop. */
function startBackground(
  services: readonly AnyService[],
  others: readonly Worker[],
  onDefect: (error: unknown, place: string) => void,
): (() => Promise<unknown>)[] {
  const bus = createEmbeddedBus({ onError: (error, group) => onDefect(error, `the reaction ${group}`) });
  for (const { database, subscriptions } of services) for (const wanted of subscriptions) bus.subscribe(database, wanted);
  const relays = services.map(({ database }) => createRelay({ database, bus, onError: (error) => onDefect(error, `the relay of ${database.name}`) }));
  const workers = [...services.flatMap((service) => service.workers), ...others];
  for (const worker of [...relays, ...workers]) worker.start();
  const stopAll = (list: readonly Worker[]) => () => Promise.all(list.map((worker) => worker.stop()));
  return [() => bus.close(), stopAll(relays), stopAll(workers)];
}

function firstToFail(postgresExited: Promise<void>, auth: RunningAuthEmulator | null): Promise<string> {
  const never = new Promise<string>(() => {});
  return Promise.race([postgresExited.then(() => 'PostgreSQL'), auth?.exited.then(() => 'the Auth emulator') ?? never]);
}

function once(action: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= action());
}
