export type StoreFacts = {
  readonly storeId: string;
  readonly name: string;
  readonly slug: string;
  readonly currency: string;
  /** Null while only events told us of the store; they do not say where it is. */
  readonly country: string | null;
};

/** What is known of stores: our own copy, completed by asking for those it lacks. */
export interface StoreDirectory {
  /** Unknown stores are left out. */
  describe(storeIds: readonly string[]): Promise<ReadonlyMap<string, StoreFacts>>;
}
