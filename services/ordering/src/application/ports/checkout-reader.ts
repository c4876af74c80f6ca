import type { Checkout } from '../../domain/index.ts';
import type { OrderSummary } from './order-reader.ts';

/** A checkout with the orders it became. */
export type PlacedCheckout = { readonly checkout: Checkout; readonly orders: readonly OrderSummary[] };

export interface CheckoutReader {
  find(checkoutId: string): Promise<PlacedCheckout | null>;
}
