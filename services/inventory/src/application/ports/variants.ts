/** What catalog says of a variant. */
export type KnownVariant = {
  readonly variantId: string;
  readonly productId: string | null;
  readonly storeId: string;
  readonly sku: string;
};

/** Asks catalog; over the network, so never inside a transaction. */
export interface Variants {
  find(variantId: string): Promise<KnownVariant | null>;
}

/** Told when a hold will end, so that whoever waits for the next end can wait shorter. */
export interface ExpiryAlarm {
  setFor(at: Date): void;
}
