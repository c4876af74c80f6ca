import type { Clock, Intent } from '@haat/domain';
import type { Synonyms } from '../ports/search-index.ts';
import type { KeptSynonyms } from '../ports/synonyms.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

/** Replaces all synonyms; search follows within a moment. */
export function createSetSynonyms({ unitOfWork, clock }: { unitOfWork: UnitOfWork; clock: Clock }) {
  return (groups: Synonyms, intent: Intent): Promise<KeptSynonyms> =>
    unitOfWork.run(intent, async ({ synonyms }) => {
      const updatedAt = clock.now();
      await synonyms.replace(groups, updatedAt);
      return { groups, updatedAt };
    });
}
