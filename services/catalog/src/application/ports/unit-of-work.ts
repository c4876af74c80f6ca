import type { Intent } from '@haat/domain';
import type { CategoryRepository } from './categories.ts';
import type { DeletedProducts } from './deleted-products.ts';
import type { FileRemovals } from './files.ts';
import type { ImportRepository, ProductBatch } from './imports.ts';
import type { ProductRepository } from './products.ts';
import type { Projections } from './projections.ts';
import type { ReviewRepository } from './reviews.ts';
import type { WishlistRepository } from './wishlists.ts';
import type { SynonymStore } from './synonyms.ts';

/** What a transaction of catalog can change. */
export type Repositories = {
  readonly products: ProductRepository;
  readonly categories: CategoryRepository;
  readonly reviews: ReviewRepository;
  readonly projections: Projections;
  readonly fileRemovals: FileRemovals;
  readonly deletedProducts: DeletedProducts;
  readonly wishes: WishlistRepository;
  readonly imports: ImportRepository;
  readonly productBatch: ProductBatch;
  readonly synonyms: SynonymStore;
};

/** One transaction with the idempotency claim, the change and its events. `work` may run twice and must not call out. */
export interface UnitOfWork {
  /** The stored result of an earlier call with the same key, for use cases that do work before they write. */
  replayOf<T>(intent: Intent): Promise<{ result: T } | null>;
  run<T>(intent: Intent, work: (repositories: Repositories) => Promise<T>): Promise<T>;
}
