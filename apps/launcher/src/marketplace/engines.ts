import { join } from 'node:path';
import { type RunningAuthEmulator, startAuthEmulator } from '../auth-emulator/start-auth-emulator.ts';
import { type RunningPostgres, startPostgres } from '../postgres/start-postgres.ts';
import type { MarketplaceOptions } from './start-marketplace.ts';

export const PROJECT_ID = 'demo-haat';

export type Engines = {
  readonly postgres: RunningPostgres;
  readonly auth: RunningAuthEmulator | null;
  /** Settles with the name of an engine that has ended, whoever ended it. */
  readonly failed: Promise<string>;
};

type Closers = (() => Promise<unknown>)[];

/** Both at once, since each waits for a process; what came up is stopped although the other did not. */
export async function startEngines(options: MarketplaceOptions, closers: Closers): Promise<Engines> {
  const { dataDir, onProgress = () => {}, durable = true, withAuthEmulator = true } = options;
  const stoppable = async <Engine extends { stop(): Promise<void> }>(starting: Promise<Engine>): Promise<Engine> => {
    const engine = await starting;
    closers.push(() => engine.stop());
    return engine;
  };
  const startingPostgres = stoppable(startPostgres({ dataDir: join(dataDir, 'postgres'), onProgress, durable }));
  const startingAuth = withAuthEmulator
    ? stoppable(startAuthEmulator({ dataDir: join(dataDir, 'auth'), projectId: PROJECT_ID, onProgress }))
    : null;
  await Promise.allSettled([startingPostgres, startingAuth]);
  const [postgres, auth] = [await startingPostgres, await startingAuth];
  const ends = [postgres.exited.then(() => 'PostgreSQL'), auth?.exited.then(() => 'The Auth emulator')];
  return { postgres, auth, failed: Promise.race(ends.filter((end) => end !== undefined)) };
}
