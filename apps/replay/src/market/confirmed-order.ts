import type { contracts, OutputOf } from '@haat/contracts';
import type { Caller, Market } from './market.ts';
import { until } from './until.ts';

export type Order = OutputOf<(typeof contracts.ordering.procedures)['getOrder']>;

/** The marketplace gave an order up because it was away for longer than the buyer had to pay. It is then placed again. */
const GIVEN_UP: readonly Order['cancelReason'][] = ['payment_failed', 'payment_timed_out', 'stock_short', 'expired'];

export const isGivenUp = ({ cancelReason }: Order): boolean => cancelReason !== null && GIVEN_UP.includes(cancelReason);

/** Waits until the saga has paid the order and taken its goods off the shelf, or has given it up. */
export function confirmedOrder(market: Market, buyer: Caller, orderId: string): Promise<Order> {
  return until(`order ${orderId} to be confirmed`, async () => {
    const order = await market.as(buyer, null, (api, options) => api.ordering.getOrder({ orderId }, options));
    return order.status === 'placed' || order.status === 'paid' ? undefined : order;
  });
}

const MAX_ATTEMPTS = 5;

/**
 * Places something until it is confirmed; what the marketplace gave up is placed again under another attempt.
 * @param place places it, or tells what an earlier run has placed
 */
export async function untilConfirmed(
  what: string,
  market: Market,
  {
    firstAttempt,
    place,
  }: { firstAttempt: number; place: (attempt: number) => Promise<{ buyer: Caller; orderIds: readonly string[] }> },
): Promise<Order[]> {
  for (let attempt = firstAttempt; attempt < firstAttempt + MAX_ATTEMPTS; attempt += 1) {
    const { buyer, orderIds } = await place(attempt);
    const orders: Order[] = [];
    for (const orderId of orderIds) orders.push(await confirmedOrder(market, buyer, orderId));
    if (!orders.some(isGivenUp)) return orders;
  }
  throw new Error(`${what} was given up ${MAX_ATTEMPTS} times by the marketplace`);
}
