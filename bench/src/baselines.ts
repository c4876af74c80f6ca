import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { promisify } from 'node:util';
import autocannon from 'autocannon';
import Fastify from 'fastify';

const run = promisify(execFile);

/** Requests a second of a Fastify app that only says hello, under the same number of clients. */
export async function measureBareFastify({ clients, seconds }: { clients: number; seconds: number }): Promise<number> {
  const app = Fastify();
  app.get('/', () => ({ hello: 'world' }));
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const result = await autocannon({ url, connections: clients, duration: seconds });
  await app.close();
  return result.requests.average;
}

/** Transactions a second of pgbench's TPC-B on the same server, or null where pgbench is not installed. */
export async function measurePgbench(
  superuserUrl: string,
  { clients, seconds }: { clients: number; seconds: number },
): Promise<number | null> {
  const pgbench = findPgbench();
  if (pgbench === null) return null;
  const options = { env: { ...process.env, PGOPTIONS: '-c client_min_messages=warning' } };
  await run(pgbench, ['-i', '-q', '-s', '10', superuserUrl], options);
  const { stdout } = await run(
    pgbench,
    ['-c', String(clients), '-j', '2', '-T', String(seconds), superuserUrl],
    options,
  );
  return Number(/tps = ([\d.]+)/.exec(stdout)?.[1] ?? Number.NaN);
}

function findPgbench(): string | null {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort().reverse() : [];
  const places = [
    ...(process.env.PATH ?? '').split(':').map((folder) => `${folder}/pgbench`),
    ...versions.map((version) => `${debian}/${version}/bin/pgbench`),
  ];
  return places.find((place) => existsSync(place)) ?? null;
}
