import type { Media } from '../../domain/media/media.ts';

/** Products that wait for their purge. */
export interface DeletedProducts {
  /** When the one that has waited longest was deleted. */
  oldest(): Promise<Date | null>;
  /** Forgets products that were deleted by then, with variants, reviews and wishes, and gives back their pictures. */
  purge(deletedBy: Date, limit: number): Promise<{ productId: string; media: readonly Media[] }[]>;
}
