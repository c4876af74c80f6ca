import type { Intent } from '@haat/domain';
import type { Deliveries } from './deliveries.ts';
import type { Endpoints } from './endpoints.ts';

export type Stores = { readonly endpoints: Endpoints; readonly deliveries: Deliveries };

/** One transaction that holds the claim of the idempotency key and the change. */
export interface UnitOfWork {
  run<Result>(intent: Intent, work: (stores: Stores) => Promise<Result>): Promise<Result>;
  /** The same outside any transaction, for reading. */
  readonly read: Stores;
}
