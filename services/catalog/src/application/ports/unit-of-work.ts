import type { Intent } from '@haat/domain';
import type { CategoryRepository } from './categories.ts';
import type { ProductRepository } from './products.ts';
import type { Projections } from './projections.ts';
import type { ReviewRepository } from './reviews.ts';

/** What a transaction of catalog can change. */
export type Repositories = {
  readonly products: ProductRepository;
  readonly categories: CategoryRepository;
  readonly reviews: ReviewRepository;
  readonly projections: Projections;
};

/** One transaction with the idempotency claim, the change and its events. `work` may run twice and must not call out. */
export interface UnitOfWork {
  run<T>(intent: Intent, work: (repositories: Repositories) => Promise<T>): Promise<T>;
}
