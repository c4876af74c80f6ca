import type { StoreCopy } from '../../domain/store/selling-store.ts';

/** Asks the stores context; over the network, so never inside a transaction. */
export interface StoreDirectory {
  describe(storeId: string): Promise<StoreCopy | null>;
}

/** Our copies of stores. */
export interface StoreCopies {
  find(storeId: string): Promise<StoreCopy | null>;
  /** Keeps an answer of the directory, but never over what a later event has said. */
  remember(store: StoreCopy): Promise<void>;
}
