/** One line of a confirmed order. */
export type Sale = {
  readonly orderLineId: string;
  readonly orderId: string;
  readonly checkoutId: string;
  readonly productId: string;
  readonly quantity: number;
};

/** What was bought, kept from the events of orders. A line that is told twice counts once. */
export interface Sales {
  note(sales: readonly Sale[]): Promise<void>;
  takeBack(orderIds: readonly string[]): Promise<void>;
}

/** What was bought in the same checkouts as a product, the most often first. */
export interface BoughtTogether {
  with(
    productId: string,
    limit: number,
  ): Promise<readonly { readonly productId: string; readonly purchases: number }[]>;
}
