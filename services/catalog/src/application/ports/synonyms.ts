import type { Synonyms } from './search-index.ts';

export type KeptSynonyms = { readonly groups: Synonyms; readonly updatedAt: Date | null };

/** The words that search holds to mean the same, replaced as a whole. */
export interface SynonymStore {
  replace(groups: Synonyms, now: Date): Promise<void>;
  all(): Promise<KeptSynonyms>;
}
