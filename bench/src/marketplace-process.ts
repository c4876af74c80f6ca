import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Session } from 'node:inspector/promises';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { startMarketplace } from '@haat/launcher';
import { metricsRegistry } from '@haat/service-kit';
import pg from 'pg';

/** The marketplace in a process of its own, so that the load and what carries it are measured apart. */
const dataDir = await mkdtemp(join(tmpdir(), 'haat-bench-'));
const marketplace = await startMarketplace({
  dataDir,
  port: 0,
  withAuthEmulator: false,
  initialAdmins: ['bench-admin'],
  onDefect: (error, place) => console.error(place, error),
});
const session = new Session();
const { superuserUrl } = marketplace.postgres;
process.send!({ url: marketplace.url, superuserUrl, postmaster: await readPostmasterPid() });

const orders: Record<string, () => Promise<unknown>> = {
  metrics: async () => ({ metrics: await metricsRegistry.getMetricsAsJSON() }),
  'start-profile': async () => {
    session.connect();
    await session.post('Profiler.enable');
    await session.post('Profiler.start');
    return {};
  },
  'stop-profile': async () => {
    const { profile } = await session.post('Profiler.stop');
    const file = join(tmpdir(), `haat-bench-${Date.now()}.cpuprofile`);
    await writeFile(file, JSON.stringify(profile));
    return { file };
  },
  stop: async () => {
    await marketplace.stop();
    await rm(dataDir, { recursive: true, force: true });
    process.exit(0);
  },
};

process.on('message', (order: string) => void orders[order]!().then((answer) => process.send!(answer)));

async function readPostmasterPid(): Promise<number> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  const { rows } = await client.query<{ text: string }>(`SELECT pg_read_file('postmaster.pid') AS text`);
  await client.end();
  return Number(rows[0]!.text.split('\n')[0]);
}
