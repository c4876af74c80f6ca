import type { Actor } from '@haat/domain';
import type { Order, OrderEvent } from '../../domain/index.ts';

/** What shall happen to an order. Pure; it may run twice. An empty list changes nothing. */
export type Decide = (order: Order) => readonly OrderEvent[];

/**
 * Orders within one transaction. Each call locks its orders in the order of their ids, appends what was decided to their
 * streams, stores the folds, and announces what other contexts are told of.
 */
export interface OrderRepository {
  /** @throws OrderNotFound */
  update(orderId: string, actor: Actor, decide: Decide): Promise<Order>;
  /** For reactions to many events at once. Orders that do not exist are passed over. */
  updateMany(orderIds: readonly string[], actor: Actor, decide: Decide): Promise<void>;
}
