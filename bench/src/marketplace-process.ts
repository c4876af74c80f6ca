import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { startMarketplace } from '@haat/launcher';
import { metricsRegistry } from '@haat/service-kit';

/** The marketplace in a process of its own, so that the load and what carries it are measured apart. */
const dataDir = await mkdtemp(join(tmpdir(), 'haat-bench-'));
const marketplace = await startMarketplace({
  dataDir,
  port: 0,
  withAuthEmulator: false,
  initialAdmins: ['bench-admin'],
  onDefect: (error, place) => console.error(place, error),
});
const pidFile = join(dataDir, 'postgres', 'cluster', 'postmaster.pid');
const postmaster = Number((await readFile(pidFile, 'utf8').catch(() => '')).split('\n')[0]);
process.send!({ url: marketplace.url, superuserUrl: marketplace.postgres.superuserUrl, postmaster });

process.on('message', (message: string) => {
  if (message === 'metrics') void metricsRegistry.getMetricsAsJSON().then((metrics) => process.send!({ metrics }));
  if (message === 'stop') void marketplace.stop().then(() => rm(dataDir, { recursive: true, force: true })).then(() => process.exit(0));
});
