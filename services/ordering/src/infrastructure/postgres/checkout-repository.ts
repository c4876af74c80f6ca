import { principalOf } from '@haat/domain';
import type { OutboxEvent, Transaction } from '@haat/service-kit';
import {
  type CheckoutRepository,
  type NewCheckout,
  OrderNumberTaken,
} from '../../application/ports/checkout-repository.ts';
import { type Checkout, evolve, type Order, promotionsUsed, type Tender, toStoredJson } from '../../domain/index.ts';
import { redeem, type Redemption } from './redemptions.ts';

type Announce = (checkout: Checkout, orders: readonly Order[], tenders: readonly Tender[]) => OutboxEvent;

/**
 * Everything hangs on the guarded update of the cart: when it finds no open cart of the priced version, nothing at all
 * is written. A twin that is writing now is waited for by that same update.
 */
const PLACE = `
  WITH closed AS (
    UPDATE cart SET status = 'checked_out', version = version + 1, changed_at = $7
    WHERE cart_id = $1 AND status = 'open' AND version = $2
    RETURNING cart_id, checkout_id
  ), placed_checkout AS (
    INSERT INTO checkout (checkout_id, cart_id, owner, email, total_minor, currency, placed_at, expires_at)
    SELECT checkout_id, cart_id, $3, $4, $5, $6, $7, $8 FROM closed
  ), placed_order AS (
    INSERT INTO customer_order (order_id, checkout_id, store_id, owner, order_number, status, version, placed_at, updated_at, state)
    SELECT o.order_id, closed.checkout_id, o.store_id, $3, o.order_number, 'placed', 1, $7, $7, o.state
    FROM closed, unnest($9::uuid[], $10::uuid[], $11::text[], $12::jsonb[]) AS o (order_id, store_id, order_number, state)
  ), placed_event AS (
    INSERT INTO order_event (order_id, version, type, data, occurred_at, actor)
    SELECT e.order_id, 1, 'OrderPlaced', e.data, $7, $14
    FROM closed, unnest($9::uuid[], $13::jsonb[]) AS e (order_id, data)
  )
  SELECT checkout_id FROM closed`;

/** See {@link CheckoutRepository}. */
export const createCheckoutRepository = (tx: Transaction, announce: Announce): CheckoutRepository => ({
  async place(actor, placing) {
    const { checkout, cart, tenders } = placing;
    const principal = principalOf(actor);
    const orders = placing.orders.map((event) =>
      evolve(null, { ...event, version: 1, occurredAt: checkout.placedAt, actor: principal }),
    );
    const redemptions = redemptionsOf(orders);
    const placed = tx
      .query(PLACE, [
        ...[
          cart.cartId,
          cart.version,
          checkout.owner,
          checkout.email,
          checkout.total.amountMinor,
          checkout.total.currency,
        ],
        ...[checkout.placedAt, checkout.expiresAt],
        ...columnsOf(orders, placing),
        principal,
      ])
      .catch(nameCollision);
    // They travel together. A use that is taken for a cart that was not open is undone with its transaction.
    const [closed] = await Promise.all([placed, redemptions.length > 0 && redeem(tx, redemptions, checkout)]);
    if (closed.length === 0) return null;
    tx.publish([announce(checkout, orders, tenders)]);
    return orders;
  },
});

const redemptionsOf = (orders: readonly Order[]): Redemption[] =>
  orders.flatMap(({ orderId, lines }) => promotionsUsed(lines).map((promotionId) => ({ orderId, promotionId })));

const columnsOf = (orders: readonly Order[], placing: NewCheckout): unknown[] => [
  orders.map((order) => order.orderId),
  orders.map((order) => order.storeId),
  orders.map((order) => order.orderNumber),
  orders.map(toStoredJson),
  placing.orders.map((event) => toStoredJson(event.data)),
];

const UNIQUE_VIOLATION = '23505';

function nameCollision(error: unknown): never {
  const { code, constraint } = error as { code?: string; constraint?: string };
  if (code === UNIQUE_VIOLATION && constraint === 'customer_order_order_number_key') throw new OrderNumberTaken();
  throw error;
}
