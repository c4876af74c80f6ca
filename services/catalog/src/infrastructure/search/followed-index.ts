import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { createDueWorker, systemClock, type Worker } from '@haat/service-kit';
import type { SearchIndex } from '../../application/ports/search-index.ts';
import type { SearchSource } from '../../application/ports/search-source.ts';
import { createCatalogueFollower } from '../../application/search/follow-catalogue.ts';
import { whenFilled } from '../../application/search/when-filled.ts';
import { InProcessSearchIndex } from './in-process-search-index.ts';

/** How late a change may be found, at most: looking costs two small statements. */
const LOOK_EVERY_MS = 250;
/** How long a request waits for an index that is being filled. */
const PATIENCE_MS = 3_000;

/** The index of this process, and the worker that fills it and keeps it level with the catalogue. */
export function createFollowedIndex(
  source: SearchSource,
  { patienceMs = PATIENCE_MS } = {},
): { index: SearchIndex; worker: Worker } {
  const index = new InProcessSearchIndex();
  const follower = createCatalogueFollower({ source, index, pause: () => nextTurn() });
  const worker = createDueWorker({
    name: 'catalog.follow-catalogue-for-search',
    // Whatever the marketplace's clock is set to, changes are looked for as time really passes.
    clock: systemClock(),
    nextDueAt: async () => null,
    runDue: () => follower.step(),
    maxIdleMs: LOOK_EVERY_MS,
  });
  return { index: whenFilled(index, follower, () => sleep(patienceMs, undefined, { ref: false })), worker };
}
