import type { Money } from '@haat/domain';
import type { Order, OrderStatus, RecordedOrderEvent } from '../../domain/index.ts';

export type OrderSummary = Pick<
  Order,
  'orderId' | 'orderNumber' | 'checkoutId' | 'storeId' | 'storeName' | 'status' | 'placedAt' | 'updatedAt'
> & { readonly total: Money };

export type PagePosition = { readonly placedAt: Date; readonly orderId: string };

export type OrderPageWish = {
  readonly of: { readonly owner: string } | { readonly storeId: string };
  readonly status: OrderStatus | undefined;
  readonly limit: number;
  readonly after: PagePosition | null;
};

/** Reads of orders outside a transaction. */
export interface OrderReader {
  find(orderId: string): Promise<Order | null>;
  /** The stream of an order, oldest first; empty when there is none. */
  eventsOf(orderId: string): Promise<readonly RecordedOrderEvent[]>;
  /** Newest first. */
  page(wish: OrderPageWish): Promise<readonly OrderSummary[]>;
}
