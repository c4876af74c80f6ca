import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Door, journey, throughClient, throughGraphql, throughRest } from './support/doors.ts';
import { as } from './support/people.ts';
import { listThing, openStore, type Variant } from './support/shop.ts';
import { setStage, type Stage } from './support/stage.ts';
import { until } from './support/until.ts';

const BUYER = 'dora';
const SELLER = 'sam';

describe("the whole buyer's journey", () => {
  let stage: Stage;
  let thing: Variant;
  const orders: object[] = [];

  beforeAll(async () => {
    stage = await setStage();
    const storeId = await openStore(stage.api, SELLER);
    thing = await listThing(stage.api, { storeId, seller: SELLER, onHand: 100, shippingMinor: '450' });
    await until('the shelf', async () => (await stage.api.catalog.listProducts({ storeId })).items.length === 1);
  });
  afterAll(() => stage.stop());

  it.each<{ name: string; open: () => Door }>([
    { name: 'REST', open: () => throughRest(stage.api, BUYER, SELLER) },
    { name: 'GraphQL', open: () => throughGraphql(stage.url, BUYER, SELLER) },
    { name: 'the generated client', open: () => throughClient(stage.url, BUYER, SELLER) },
  ])('goes through $name alone', async ({ open }) => {
    const { orderId, review, seen } = await journey(open(), thing);
    expect(seen).toEqual(['confirmed', 'shipped', 'delivered']);
    expect(review).toMatchObject({ rating: 5, title: 'Good', body: 'It holds water.' });
    const order = await stage.api.ordering.getOrder({ orderId }, as(BUYER));
    const { items } = await stage.api.ordering.getTimeline({ orderId }, as(BUYER));
    const { status, locked, held } = await stage.api.payments.getEscrow({ orderId }, as(SELLER));
    orders.push({ order: plain(order), timeline: items.map(({ type }) => type), escrow: { status, locked, held } });
  });

  it('ends with the same order', () => {
    expect(orders).toHaveLength(3);
    expect(orders[1]).toEqual(orders[0]);
    expect(orders[2]).toEqual(orders[0]);
    expect(stage.defects).toEqual([]);
  });
});

/** What is another one's each time: ids, numbers, times, and how often the order was written. */
const OWN = /(^id|Id|Number|At|^version)$/;

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  const kept = Object.entries(value).filter(
    ([field]) => !OWN.test(field) || ['variantId', 'productId', 'storeId', 'trackingNumber'].includes(field),
  );
  return Object.fromEntries(kept.map(([field, inner]) => [field, plain(inner)]));
}
