export type ReservationWish = {
  readonly checkoutId: string;
  readonly expiresAt: Date;
  readonly orders: readonly {
    readonly orderId: string;
    readonly lines: readonly { readonly variantId: string; readonly quantity: number }[];
  }[];
};

export type ReservationAnswer =
  | { readonly outcome: 'reserved' }
  /** The checkout has got something else since, or is settled: whoever asks must look at the cart again. */
  | { readonly outcome: 'superseded' }
  | {
      readonly outcome: 'stock_short';
      readonly lines: readonly { readonly variantId: string; readonly requested: number; readonly available: number }[];
    };

/** Promises of stock. They expire by themselves, so that a checkout that dies half-way costs nobody a unit. */
export interface Inventory {
  /**
   * All or nothing; asking again for the same checkout replaces what it held, unless the promise that stands was asked
   * for later, as its end tells.
   */
  reserve(wish: ReservationWish): Promise<ReservationAnswer>;
  release(checkoutId: string): Promise<void>;
}
