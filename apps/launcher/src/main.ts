import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readGraphqlEnv } from '@haat/graphql';
import { banner } from './banner.ts';
import { isLoopback, readEnv } from './env.ts';
import { PROJECT_ID, startMarketplace } from './marketplace/start-marketplace.ts';
import { discardPostgres } from './postgres/discard-postgres.ts';
import { assertPortFree } from './ports/ports.ts';
import { createProgress } from './progress.ts';
import { seedMarketplace } from './seed/index.ts';

const startedAtMs = Date.now();
const progress = createProgress(process.stdout, startedAtMs);

async function main(): Promise<void> {
  const { port, host, dataDir, admins, allowPrivateWebhooks, fresh } = readEnv(process.argv.slice(2));
  await assertPortFree(port);
  if (fresh) {
    await discardPostgres({ dataDir: join(dataDir, 'postgres'), onProgress: progress.say });
    await rm(dataDir, { recursive: true, force: true });
  }
  await mkdir(dataDir, { recursive: true });
  const seeded = join(dataDir, 'seeded');
  const marketplace = await startMarketplace({
    dataDir,
    port,
    host,
    onProgress: progress.say,
    onDefect: (error, place) => console.error(`\nA defect in ${place}:`, error),
    initialAdmins: ['admin@haat.example', ...admins],
    allowPrivateWebhooks,
    graphql: readGraphqlEnv(process.env),
    ...(existsSync(seeded)
      ? {}
      : {
          seed: async (addresses) => {
            progress.say('Filling the shelves: 8 stores, 200 products, orders in every state');
            await seedMarketplace({ ...addresses, projectId: PROJECT_ID, onProgress: progress.say });
            await writeFile(seeded, `${new Date().toISOString()}\n`);
          },
        }),
  });
  stopOnSignals(marketplace.stop);
  void marketplace.failed.then((part) => endAfterFailure(part, marketplace.stop));
  progress.end();
  const seconds = ((Date.now() - startedAtMs) / 1000).toFixed(1);
  if (!isLoopback(host)) console.warn(OPEN_TO_ALL);
  console.log(await banner({ url: marketplace.url, authUrl: marketplace.authUrl!, dataDir, seconds }));
}

const OPEN_TO_ALL =
  '\nAttention: this address can be reached from other machines, and the embedded profile believes every unsigned token: ' +
  'whoever reaches it can act as anybody. Use it for demonstrations only.';

let isStopping = false;

/** The first signal drains; a second one says that the user cannot wait. */
function stopOnSignals(stop: () => Promise<void>): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (isStopping) process.exit(130);
      isStopping = true;
      console.log('\nStopping: requests and events in hand finish first.');
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error);
          process.exit(1);
        },
      );
    });
  }
}

async function endAfterFailure(part: string, stop: () => Promise<void>): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  console.error(`\n${part} has ended, and nothing works without it. Start again with npm start; nothing is lost.`);
  await stop().catch(() => {});
  process.exit(1);
}

main().catch((error: unknown) => {
  progress.end();
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
