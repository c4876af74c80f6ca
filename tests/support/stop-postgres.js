import { once } from 'node:events';

/** Lets go of the PostgreSQL of this run and waits until its data are removed. */
export default async function stopPostgres() {
  const keeper = globalThis.haatPostgresKeeper;
  if (!keeper) return;
  const gone = once(keeper, 'exit');
  keeper.stdin.end();
  await gone;
}
