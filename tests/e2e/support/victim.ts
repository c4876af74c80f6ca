import { randomUUID } from 'node:crypto';
import type { Known } from './sample-input.ts';
import { ADDRESS, as, emailOf, OPERATOR } from './people.ts';
import { buy, fillCart, listThing, openStore, orderIn } from './shop.ts';
import type { Stage } from './stage.ts';
import { until } from './until.ts';
import { credentials } from './victim-credentials.ts';
import { storeroom } from './victim-goods.ts';
import { pricing } from './victim-pricing.ts';

/** Who plays in the walks. All have signed in before, because a first sign-in alone makes a record. */
export const PEOPLE = {
  owner: 'anna',
  manager: 'mia',
  staff: 'sam',
  buyer: 'vera',
  stranger: 'stan',
  rival: 'bob',
  rivalStaff: 'ben',
  bystander: 'zoe',
} as const;
const { owner, manager, staff, buyer, stranger, rival, rivalStaff, bystander } = PEOPLE;

/**
 * One of everything that somebody might want to see or change though it is not theirs: a store with members, goods and
 * money, and a buyer with orders in several states.
 * @returns an existing id for each field that names something
 */
export async function raiseVictim(stage: Stage): Promise<Known> {
  const { api } = stage;
  const ids = new Map<string, string>();
  for (const person of [...Object.values(PEOPLE), OPERATOR])
    ids.set(person, (await api.identity.me({}, as(person))).userId);
  const storeId = await openStore(api, owner);
  const rivalStoreId = await openStore(api, rival);
  await api.stores.addMember({ storeId, email: emailOf(manager), role: 'manager' }, as(owner));
  await api.stores.addMember({ storeId, email: emailOf(staff), role: 'staff' }, as(owner));
  await api.stores.addMember({ storeId: rivalStoreId, email: emailOf(rivalStaff), role: 'staff' }, as(rival));
  const applied = await api.stores.applyForStore(
    { slug: `applied-${randomUUID()}`, name: 'Not open yet', currency: 'EUR', country: 'PT' },
    as(owner),
  );
  const thing = await listThing(api, { storeId, seller: owner, onHand: 100 });
  const draft = await api.catalog.createProduct(
    { storeId, title: 'Secret plan', variants: [{ sku: 'SECRET-1', priceMinor: '100' }] },
    as(owner),
  );
  const category = await api.catalog.createCategory({ slug: `things-${randomUUID()}`, name: 'Things' }, as(OPERATOR));

  const goods = await storeroom(api, owner, draft);
  const order = await shippedOrder(stage, thing.variantId);
  const line = order.lines[0]!;
  const asked = await api.ordering.requestReturn(
    { orderId: order.orderId, lines: [{ orderLineId: line.orderLineId, quantity: 1 }], reason: 'Too blue.' },
    as(buyer),
  );
  const disputed = await shippedOrder(stage, thing.variantId);
  const dispute = await until('the escrow to be disputed', () =>
    api.payments
      .openDispute({ orderId: disputed.orderId, reason: 'The parcel was empty.' }, as(buyer))
      .catch(() => undefined),
  );
  const delivered = await shippedOrder(stage, thing.variantId);
  await api.ordering.confirmDelivery({ orderId: delivered.orderId }, as(buyer));
  const payout = await until('money to be paid out', () =>
    api.payments
      .requestPayout({ storeId, amount: { amountMinor: '100', currency: 'EUR' } }, as(owner, 'a-payout'))
      .catch(() => undefined),
  );
  const hook = await heardHook(stage, storeId);
  const notice = await until('a notice', async () => (await api.notifications.listNotices({}, as(buyer))).items[0]);
  const { cartId } = await fillCart(api, buyer, [{ variantId: thing.variantId, quantity: 1 }]);
  const code = `VOUCHER-${randomUUID().slice(0, 8).toUpperCase()}`;
  await api.payments.issueVoucher({ code, value: { amountMinor: '500', currency: 'EUR' } }, as(OPERATOR, code));
  return {
    storeId,
    appliedStoreId: applied.storeId,
    rivalStoreId,
    userId: ids.get(buyer)!,
    bystanderId: ids.get(bystander)!,
    staffId: ids.get(staff)!,
    productId: draft.productId,
    draftVariantId: draft.variants[0]!.variantId,
    activeProductId: thing.productId,
    ...goods,
    variantId: thing.variantId,
    categoryId: category.categoryId,
    parentId: category.categoryId,
    orderId: order.orderId,
    orderLineId: line.orderLineId,
    deliveredLineId: delivered.lines[0]!.orderLineId,
    returnId: asked.returnId,
    checkoutId: order.checkoutId,
    disputeId: dispute.disputeId,
    payoutId: payout.payoutId,
    ...hook,
    ...(await pricing(api, owner, storeId)),
    ...(await credentials(stage, { owner, buyer, storeId })),
    noticeId: notice.noticeId,
    cartId,
    guestCartId: cartId,
    intoCartId: cartId,
    code,
    email: emailOf(stranger),
    shippingAddress: ADDRESS,
  };
}

/** A webhook endpoint that has heard a test. The route that opens carts takes anything, and so stands in for a partner. */
async function heardHook({ api, url }: Stage, storeId: string) {
  const hooks = `${url}/v1/carts`;
  const { endpoint } = await api.webhooks.createEndpoint(
    { storeId, url: hooks, eventTypes: ['dispute.decided'] },
    as(owner),
  );
  const { endpointId } = endpoint;
  const { deliveryId } = await api.webhooks.sendTest({ storeId, endpointId }, as(owner));
  await until('the test to be heard', async () => {
    const { status } = await api.webhooks.getDelivery({ storeId, deliveryId }, as(owner));
    return status === 'delivered' || undefined;
  });
  return { endpointId, deliveryId, url: hooks, since: '2026-01-01T00:00:00Z' };
}

async function shippedOrder({ api }: Stage, variantId: string) {
  const { orders } = await buy(api, buyer, [{ variantId, quantity: 1 }]);
  const { orderId } = orders[0]!;
  await orderIn(api, buyer, orderId, 'confirmed');
  return api.ordering.shipOrder({ orderId, carrier: 'Post', trackingNumber: '1' }, as(owner));
}
