import type { Intent } from '@haat/domain';
import type { Announcements } from './announcements.ts';
import type { StoreRepository } from './store-repository.ts';

export type StoresStores = { readonly stores: StoreRepository; readonly announcements: Announcements };

/** One transaction: the claim of the idempotency key, the state and what is announced commit together or not at all. */
export interface UnitOfWork {
  run<Result>(intent: Intent, work: (stores: StoresStores) => Promise<Result>): Promise<Result>;
}
