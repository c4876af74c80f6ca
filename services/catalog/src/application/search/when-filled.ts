import type { SearchIndex } from '../ports/search-index.ts';
import type { CatalogueFollower } from './follow-catalogue.ts';
import { SearchNotReady } from './search.errors.ts';

/**
 * An index that answers only when it holds the whole catalogue: half a catalogue would look like one from which things are
 * missing. Who asks in the first moments after a start waits a little, because filling takes hardly longer.
 */
export function whenFilled(
  index: SearchIndex,
  follower: CatalogueFollower,
  patience: () => Promise<void>,
): SearchIndex {
  const ready = async (): Promise<SearchIndex> => {
    if (!follower.isFilled()) await Promise.race([follower.filled, patience()]);
    if (!follower.isFilled()) throw new SearchNotReady();
    return index;
  };
  return {
    apply: (changes) => index.apply(changes),
    useSynonyms: (synonyms) => index.useSynonyms(synonyms),
    search: async (query) => (await ready()).search(query),
    suggest: async (query) => (await ready()).suggest(query),
    related: async (productId, limit) => (await ready()).related(productId, limit),
  };
}
