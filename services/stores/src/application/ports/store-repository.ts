import type { Store } from '../../domain/index.ts';

/** Stores with their members within one transaction. */
export interface StoreRepository {
  /** How many stores the user owns; nobody else can give the user one until the transaction ends. */
  lockCountOfOwner(userId: string): Promise<number>;
  /** Throws `SlugTaken`. */
  add(store: Store): Promise<void>;
  /** Locks the store, applies the decision, which may run twice, and stores its result. Throws `StoreNotFound`. */
  update(storeId: string, decide: (store: Store) => Store): Promise<{ readonly before: Store; readonly after: Store }>;
}
