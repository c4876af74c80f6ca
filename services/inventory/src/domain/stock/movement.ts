/** What may change stock; each change is recorded under one of these. */
export type MovementCause =
  | 'set'
  | 'received'
  | 'damaged'
  | 'counted'
  | 'other'
  | 'reserved'
  | 'replaced'
  | 'abandoned'
  | 'expired'
  | 'committed'
  | 'cancelled'
  | 'short'
  | 'returned';

/** One change of stock. All movements of a variant add up to its stock. */
export type Movement = {
  readonly variantId: string;
  readonly onHandDelta: number;
  readonly reservedDelta: number;
  readonly cause: MovementCause;
  /** The checkout, order or return that caused it; null when the seller did. */
  readonly reference: string | null;
};
