import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ERASURE_PHRASE } from '@haat/contracts';
import { ADDRESS, as, emailOf, tokenOf } from './support/people.ts';
import { comeToRest, expectBalancedLedger, expectNoDeadLetters } from './support/proofs.ts';
import { prove } from './support/prove.ts';
import { buy, listThing, openStore, orderIn, type Variant } from './support/shop.ts';
import { setStage, type Stage } from './support/stage.ts';
import { until } from './support/until.ts';

const BUYER = 'ivo';
const SELLER = 'sofia';
const TELLING = 'It does not fit my left foot';
/** Whatever of these is found in a table is something of the buyer that should be gone. */
const PERSONAL = [emailOf(BUYER), `uid-${BUYER}`, ADDRESS.line1, 'left foot'];
/** What was sent to other contexts is kept for a week, to be repaired or replayed, and deleted then. */
const AGES_OUT = ['outbox'];
/** The uid leads to the erased account until no token of before can be good. */
const LATER = ['firebase_account', 'firebase_removal'];

describe('an account that is erased', () => {
  let stage: Stage;
  let thing: Variant;
  let before: unknown;

  beforeAll(async () => {
    stage = await setStage();
    const storeId = await openStore(stage.api, SELLER);
    thing = await listThing(stage.api, { storeId, seller: SELLER, onHand: 50 });
  });

  afterAll(async () => {
    await stage.stop();
    expect(stage.defects).toEqual([]);
  });

  const code = (error: { code?: string }) => error.code;
  const line = () => [{ variantId: thing.variantId, quantity: 1 }];
  const erase = () => stage.api.identity.eraseMyAccount({ confirmation: ERASURE_PHRASE }, as(BUYER));
  /** All that books and shelves are made of. */
  const books = async () => ({
    orders: await stage.tables.rows(
      'ordering',
      `SELECT order_id, status, version, state -> 'lines' AS lines, state -> 'totals' AS totals FROM customer_order ORDER BY 1`,
    ),
    history: await stage.tables.rows(
      'ordering',
      'SELECT order_id, version, type, occurred_at, actor FROM order_event ORDER BY 1, 2',
    ),
    entries: await stage.tables.rows(
      'payments',
      'SELECT account_id, amount_minor, currency FROM entry ORDER BY entry_id',
    ),
  });

  it('waits until its orders are at their end', async () => {
    const bought = await buy(stage.api, BUYER, line());
    const { orderId } = bought.orders[0]!;
    await orderIn(stage.api, BUYER, orderId, 'confirmed');
    expect(await erase().catch(code)).toBe('identity.orders_open');
    await stage.api.ordering.shipOrder({ orderId, carrier: 'Post', trackingNumber: 'T-1' }, as(SELLER));
    const { lines } = await stage.api.ordering.confirmDelivery({ orderId }, as(BUYER));
    const { orderLineId } = lines[0]!;
    await until('the review to be let in', () =>
      stage.api.catalog.writeReview({ orderLineId, rating: 4, title: 'Good' }, as(BUYER)).catch(() => undefined),
    );
    const asked = await stage.api.ordering.requestReturn(
      { orderId, reason: TELLING, lines: [{ orderLineId, quantity: 1 }] },
      as(BUYER),
    );
    expect(await erase().catch(code)).toBe('identity.orders_open');
    await stage.api.ordering.decideReturn({ orderId, returnId: asked.returnId, accept: false } as never, as(SELLER));
    const other = await buy(stage.api, BUYER, line());
    await orderIn(stage.api, BUYER, other.orders[0]!.orderId, 'confirmed');
    await stage.api.ordering.cancelOrder(
      { orderId: other.orders[0]!.orderId, reason: 'buyer_request', note: TELLING } as never,
      as(BUYER),
    );
    await comeToRest(stage.tables);
  });

  it('can be taken along first, as one file from every context', async () => {
    const response = await fetch(`${stage.url}/v1/me/data`, { headers: { authorization: `Bearer ${tokenOf(BUYER)}` } });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('application/json');
    const { contexts } = (await response.json()) as { contexts: Record<string, { kind: string; data: object }[]> };
    const kinds = Object.fromEntries(
      Object.entries(contexts).map(([context, records]) => [context, [...new Set(records.map(({ kind }) => kind))]]),
    );
    expect(kinds).toMatchObject({
      identity: ['account', 'sign_in'],
      catalog: ['review', 'purchase'],
      ordering: ['cart', 'checkout', 'order'],
      payments: ['payment'],
      notifications: ['notice', 'mail'],
    });
    const text = JSON.stringify(contexts);
    for (const own of [emailOf(BUYER), ADDRESS.line1, TELLING]) expect(text).toContain(own);
    expect(text).not.toContain('tok_success');
  });

  it('leaves nothing of the person in any table, and the books as they were', async () => {
    before = await books();
    await erase();
    await comeToRest(stage.tables);
    expect(await found(stage)).toEqual([]);
    expect(await books()).toEqual(before);
    await expectBalancedLedger(stage.tables);
    await expectNoDeadLetters(stage.tables);
    expect(await prove(stage.url)).toContain('');
    expect(await stage.api.identity.me({}, as(BUYER)).catch(code)).toBe('identity.user_disabled');
  });

  it('still has its invoice, its order for the seller, and its stars for the shop', async () => {
    const { items } = await stage.api.ordering.listStoreOrders({ storeId: thing.storeId }, as(SELLER));
    expect(items).toHaveLength(2);
    const order = await stage.api.ordering.getOrder({ orderId: items[0]!.orderId }, as(SELLER));
    expect(order.shippingAddress).toMatchObject({ name: 'erased', line1: 'erased', country: ADDRESS.country });
    const reviews = await stage.api.catalog.listReviews({ productId: thing.productId });
    expect(reviews.items).toMatchObject([{ rating: 4 }]);
  });

  it('opens history to that one change and to no other', async () => {
    const sneak = (change: string) =>
      stage.tables.rows('ordering', change).catch((error: { code?: string }) => error.code);
    const refused = '23001';
    expect(await sneak(`UPDATE order_event SET data = data || '{"email": "x@example.com"}' WHERE version = 1`)).toBe(
      refused,
    );
    expect(await sneak(`UPDATE order_event SET data = data || '{"storeName": "erased"}' WHERE version = 1`)).toBe(
      refused,
    );
    expect(await sneak(`UPDATE order_event SET occurred_at = now()`)).toBe(refused);
    expect(await sneak(`UPDATE order_event SET actor = 'erased'`)).toBe(refused);
    expect(await sneak(`DELETE FROM order_event`)).toBe(refused);
    expect(await sneak(`TRUNCATE order_event`)).toBe(refused);
    // Once more is the same as once.
    expect(await sneak(`UPDATE order_event SET data = redacted_order_event(type, data)`)).toEqual([]);
    expect(await books()).toEqual(before);
    const others = await buy(stage.api, 'walt', line());
    await orderIn(stage.api, 'walt', others.orders[0]!.orderId, 'confirmed');
    const redactAll = `UPDATE order_event SET data = redacted_order_event(type, data)`;
    expect(await sneak(redactAll)).toBe(refused);
    await comeToRest(stage.tables);
    await prove(stage.url);
  });
});

/** Tables of all databases that still hold something of the buyer. */
async function found({ tables }: Stage): Promise<string[]> {
  const names = ['identity', 'stores', 'catalog', 'inventory', 'ordering', 'payments', 'notifications'] as const;
  const places: string[] = [];
  for (const name of names) {
    const all = await tables.rows<{ table_name: string }>(
      name,
      `SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
    );
    for (const { table_name: table } of all) {
      if (AGES_OUT.includes(table) || LATER.includes(table)) continue;
      for (const needle of PERSONAL) {
        const sql = `SELECT count(*) FROM "${table}" t WHERE strpos(to_jsonb(t)::text, $1) > 0`;
        const count = await tables.count(name, sql, [needle]);
        if (count > 0) places.push(`${name}.${table}: ${needle} (${count})`);
      }
    }
  }
  return places;
}
