import type { SearchDocument } from '../../../application/ports/search-index.ts';

/** A document with what is worked out once, when it comes in. */
export type Entry = {
  readonly document: SearchDocument;
  readonly price: number;
  readonly popularity: number;
  /** Numbers of the attribute table. */
  readonly attributes: Int32Array;
  /** Words of the title as they are written, in their order. */
  readonly titleWords: readonly string[];
};

/** So many reviews of three stars are thought to be there already, so that one enthusiast does not lead the list. */
const PRIOR_REVIEWS = 5;
const PRIOR_STARS = 3;

/** Units sold, each tenfold as much as three more, and stars above or below the middle. What nothing is known of has 0. */
export function popularityOf({ unitsSold, rating }: SearchDocument): number {
  const stars = (rating.sum + PRIOR_REVIEWS * PRIOR_STARS) / (rating.count + PRIOR_REVIEWS);
  return Math.log2(1 + Math.max(0, unitsSold)) + (stars - PRIOR_STARS);
}
