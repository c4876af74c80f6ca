import { ApiError } from '@haat/client';
import { costOf, type RecordedOrder } from '../history.ts';
import { skuOf } from '../listings.ts';
import { type PlannedTender, planTenders } from '../tenders.ts';
import { COUNTRY, CURRENCY, type Story } from '../story.ts';

/** A buyer puts an order's items into a cart and checks out; what is journaled already is not asked for again. */
export async function placeOrder(story: Story, order: RecordedOrder, attempt: number): Promise<void> {
  const { market, journal, key } = story;
  const buyer = story.buyer(order.buyer.customerId);
  const suffix = attempt === 1 ? '' : `-attempt-${attempt}`;
  const lines = order.lines.map(({ offer, quantity }) => {
    const listings = [journal.get('listing', `${offer.sellerId}-${offer.productId}`)];
    for (let part = 2; listings[0]?.variants[skuOf(offer)] === undefined; part += 1) {
      const next = journal.get('listing', `${offer.sellerId}-${offer.productId}-${part}`);
      if (next === undefined) throw new Error(`offer ${offer.key} was not listed`);
      listings.unshift(next);
    }
    return { variantId: listings[0]!.variants[skuOf(offer)]!, quantity };
  });
  const { tenders } = planTenders(order);
  const wired: WireTender[] = [];
  for (const tender of tenders) wired.push(await wireTender(story, order, tender));
  const { cart } = await market.as(buyer, key('cart', order.orderId) + suffix, (api, options) =>
    api.ordering.createCart({ lines }, options),
  );
  const checkout = {
    cartId: cart.cartId,
    shippingAddress: addressOf(order),
    tenders: wired,
    ...(lines.length === 0 ? {} : { expectedTotalMinor: String(costOf(order)) }),
  };
  const answer = await market.as(buyer, key('checkout', order.orderId) + suffix, (api, options) =>
    api.ordering.placeCheckout(checkout, options),
  );
  if (answer.outcome !== 'placed')
    throw new Error(`the checkout of order ${order.orderId} was answered with ${answer.outcome}`);
  const { checkoutId, orders } = answer.checkout;
  journal.record('placed', order.orderId, {
    checkoutId,
    attempt,
    orders: orders.map(({ orderId, storeId }) => ({ orderId, storeId })),
  });
}

/** An order whose items were not recorded is really tried, with an empty cart, and refused. */
export async function tryOrderWithoutItems(story: Story, order: RecordedOrder): Promise<void> {
  try {
    await placeOrder(story, order, 1);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status >= 500) throw error;
    story.journal.record('refused', order.orderId, { code: error.code });
    return;
  }
  throw new Error(`order ${order.orderId} has no items and was accepted`);
}

type WireTender =
  | { method: 'voucher'; amountMinor: string; code: string }
  | { method: 'card' | 'debit_card' | 'bank_slip'; amountMinor: string; token: string; installments: number };

async function wireTender(
  { market, key, tag }: Story,
  order: RecordedOrder,
  { method, amountMinor, installments, sequence }: PlannedTender,
): Promise<WireTender> {
  const amount = String(amountMinor);
  if (method !== 'voucher') return { method, amountMinor: amount, token: 'tok_success', installments };
  const code = `OLIST-${tag}-${order.orderId}-${sequence}`;
  if (order.lines.length === 0) return { method, amountMinor: amount, code };
  const voucher = { code, value: { amountMinor: amount, currency: CURRENCY } };
  await market.as(market.admin, key('voucher', order.orderId, sequence), (api, options) =>
    api.payments.issueVoucher(voucher, options),
  );
  return { method, amountMinor: amount, code };
}

const addressOf = ({ buyer: { customerId, zip, city, state } }: RecordedOrder) => ({
  name: `Olist buyer ${customerId.slice(0, 6)}`,
  line1: `Postal area ${zip}`,
  city,
  region: state,
  postalCode: zip,
  country: COUNTRY,
});
