import { concurrently } from '../../market/concurrently.ts';
import { type Order, untilConfirmed } from '../../market/confirmed-order.ts';
import { countryCode } from '../countries.ts';
import type { PlannedCart } from '../plan-sales.ts';
import type { UciStory } from '../story.ts';

type VariantIds = ReadonlyMap<string, string>;

/** Customers and guests check out, the store ships, they confirm; in the order of the invoices. */
export async function sellCarts(story: UciStory): Promise<void> {
  const { plan, journal, progress, concurrency } = story;
  const variantIds: VariantIds = new Map(
    [...journal.entries('listing').values()].flatMap(({ variants }) => Object.entries(variants)),
  );
  const phase = progress.phase('Sales', plan.carts.length);
  await concurrently(plan.carts, concurrency, async (cart) => {
    if (!journal.has('delivered', cart.key)) await sellCart(story, cart, variantIds);
    phase.tick();
  });
  phase.done();
}

async function sellCart(story: UciStory, cart: PlannedCart, variantIds: VariantIds): Promise<void> {
  const { market, journal, key } = story;
  const [order] = await untilConfirmed(`invoice ${cart.key}`, market, {
    firstAttempt: journal.get('placed', cart.key)?.attempt ?? 1,
    place: async (attempt) => {
      if (journal.get('placed', cart.key)?.attempt !== attempt) await place(story, cart, { variantIds, attempt });
      return { buyer: story.buyerOf(cart), orderIds: [journal.get('placed', cart.key)!.orderId] };
    },
  });
  const { orderId } = order!;
  const shipment = { orderId, carrier: 'Royal Mail', trackingNumber: `RM${cart.key}` };
  await market.as(story.seller, key('ship', orderId), (api, options) => api.ordering.shipOrder(shipment, options));
  await market.as(story.buyerOf(cart), key('deliver', orderId), (api, options) =>
    api.ordering.confirmDelivery({ orderId }, options),
  );
  journal.record('delivered', cart.key, { orderLineIds: orderLineIdsByVariant(order!) });
}

const orderLineIdsByVariant = ({ lines }: Order): Record<string, string> =>
  Object.fromEntries(lines.map(({ variantId, orderLineId }) => [variantId, orderLineId]));

async function place(
  story: UciStory,
  cart: PlannedCart,
  { variantIds, attempt }: { variantIds: VariantIds; attempt: number },
): Promise<void> {
  const { market, journal, key } = story;
  const suffix = attempt === 1 ? '' : `-attempt-${attempt}`;
  const lines = cart.lines.map(({ offer, quantity }) => ({ variantId: variantIds.get(offer.key)!, quantity }));
  if (journal.get('cart', cart.key)?.attempt !== attempt) {
    // A guest has no name to keep a key under; a cart whose answer is lost stays open and expires.
    const isGuest = cart.customerId === null;
    const opened = await market.as(
      isGuest ? null : story.buyerOf(cart),
      isGuest ? null : key('cart', cart.key) + suffix,
      (api, options) => api.ordering.createCart({ lines }, options),
    );
    journal.record('cart', cart.key, { cartId: opened.cart.cartId, guestToken: opened.guestToken, attempt });
  }
  const total = String(cart.lines.reduce((sum, { offer, quantity }) => sum + offer.priceMinor * BigInt(quantity), 0n));
  const checkout = {
    cartId: journal.get('cart', cart.key)!.cartId,
    shippingAddress: {
      name: cart.customerId === null ? 'Guest' : `Customer ${cart.customerId}`,
      line1: 'As invoiced',
      city: cart.country || 'Unknown',
      country: countryCode(cart.country),
    },
    ...(cart.customerId === null ? { email: `uci-guest-${cart.invoice}-${story.tag}@haat.example` } : {}),
    tenders: [{ method: 'card' as const, token: 'tok_success', amountMinor: total }],
    expectedTotalMinor: total,
  };
  const answer = await market.as(story.buyerOf(cart), key('checkout', cart.key) + suffix, (api, options) =>
    api.ordering.placeCheckout(checkout, options),
  );
  if (answer.outcome !== 'placed')
    throw new Error(`the checkout of invoice ${cart.key} was answered with ${answer.outcome}`);
  journal.record('placed', cart.key, {
    checkoutId: answer.checkout.checkoutId,
    orderId: answer.checkout.orders[0]!.orderId,
    attempt,
  });
}
