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
  | {
      readonly outcome: 'stock_short';
      readonly lines: readonly { readonly variantId: string; readonly requested: number; readonly available: number }[];
    };

/** Promises of stock. They expire by themselves, so that a checkout that dies half-way costs nobody a unit. */
export interface Inventory {
  /** All or nothing; asking again for the same checkout replaces what it held. */
  reserve(wish: ReservationWish): Promise<ReservationAnswer>;
  release(checkoutId: string): Promise<void>;
}
