import type { Intent } from '@haat/domain';
import type { RestockedReturns, StockRepository } from './stock-repository.ts';

export type Stores = { readonly stock: StockRepository; readonly returns: RestockedReturns };

/** One transaction with the idempotency claim, the change and its events. `work` may run twice and must not call out. */
export interface UnitOfWork {
  run<T>(intent: Intent, work: (stores: Stores) => Promise<T>): Promise<T>;
}

/**
 * Group commit: calls that arrive while a batch runs form the next batch. `run` answers each item in order, with a
 * value or with the error that only this item gets.
 */
export type GroupCommit = <In, Out>(
  run: (batch: In[]) => Promise<(Out | Error)[]>,
  limits: { maxBatch: number },
) => (item: In) => Promise<Out>;
