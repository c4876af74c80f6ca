/** What an event tells of a store. */
export type StoreNews = {
  readonly storeId: string;
  readonly name: string;
  readonly slug: string;
  readonly currency: string;
};

/** Our own copy of what stores are called, within one transaction. */
export interface StoreCopies {
  save(stores: readonly StoreNews[]): Promise<void>;
}
