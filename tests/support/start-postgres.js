import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/**
 * Starts one PostgreSQL for the whole run and tells the tests its superuser address in HAAT_TEST_POSTGRES_URL.
 * A server that is already named there is used as it is.
 */
export default async function startPostgres() {
  if (process.env.HAAT_TEST_POSTGRES_URL) return;
  // The keeper lives in a process of its own so that the server ends with this one, however this one ends.
  const keeper = spawn(process.execPath, [join(import.meta.dirname, 'postgres-keeper.js')], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  });
  const lines = createInterface({ input: keeper.stdout });
  const url = await Promise.race([
    once(lines, 'line').then(([line]) => line),
    once(keeper, 'exit').then(([code]) => {
      throw new Error(`PostgreSQL for the tests did not start (exit code ${code}); its own words stand above.`);
    }),
  ]);
  process.env.HAAT_TEST_POSTGRES_URL = url;
  globalThis.haatPostgresKeeper = keeper;
}
