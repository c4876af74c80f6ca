import type { SearchChange, SearchDocument, Synonyms } from './search-index.ts';

/** Up to where changes were read; opaque to everybody but the source. */
export type SourcePosition = string;

/** A change with the mark by which a second telling is known. */
export type MarkedChange = { readonly change: SearchChange; readonly productId: string; readonly mark: string };

export type News = {
  readonly changes: readonly MarkedChange[];
  /** Null: still the same. */
  readonly synonyms: Synonyms | null;
  readonly position: SourcePosition;
};

/**
 * Where the index is filled from. Changes are read at least once: one may be told again, none is left out, however late
 * its transaction commits.
 */
export interface SearchSource {
  /** Take it before filling: what changes from then on is told by `newsSince`, the synonyms among it. */
  position(): Promise<SourcePosition>;
  /** Products on the market in the order of their ids, after the one given. */
  page(after: string | null, limit: number): Promise<readonly SearchDocument[]>;
  newsSince(position: SourcePosition): Promise<News>;
}
