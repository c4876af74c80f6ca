import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ADDRESS, as } from './support/people.ts';
import { expectBalancedLedger, expectNoDeadLetters, expectShelf, settle, unitsSold } from './support/proofs.ts';
import { card, fillCart, listThing, openStore, orderIn, type Placed, type Variant } from './support/shop.ts';
import { prove } from './support/prove.ts';
import { setStage, type Stage } from './support/stage.ts';
import { inParallel } from './support/until.ts';

const SELLER = 'seller';

describe('the last unit', () => {
  let stage: Stage;
  let storeId: string;

  beforeAll(async () => {
    stage = await setStage();
    storeId = await openStore(stage.api, SELLER);
  });

  afterAll(async () => {
    await stage.stop();
    expect(stage.defects).toEqual([]);
  });

  const place = (buyer: string, { cartId, total }: { cartId: string; total: string }): Promise<Placed> =>
    stage.api.ordering.placeCheckout({ cartId, shippingAddress: ADDRESS, tenders: card(total) }, as(buyer, cartId));

  it('goes to one of a thousand buyers, and every other one is told so in words', async () => {
    const thing = await listThing(stage.api, { storeId, seller: SELLER, onHand: 1 });
    const buyers = Array.from({ length: 1000 }, (_, number) => `rush-${number}`);
    const carts = await inParallel(buyers, 16, (buyer) =>
      fillCart(stage.api, buyer, [{ variantId: thing.variantId, quantity: 1 }]),
    );

    const answers = await Promise.all(buyers.map((buyer, number) => place(buyer, carts[number]!)));

    const placed = answers.flatMap((answer, number) =>
      answer.outcome === 'placed' ? [{ answer, buyer: buyers[number]! }] : [],
    );
    expect(placed).toHaveLength(1);
    await orderIn(stage.api, placed[0]!.buyer, placed[0]!.answer.checkout.orders[0]!.orderId, 'confirmed');
    answers.filter((answer) => answer.outcome !== 'placed').forEach((answer) => expectToldSo(answer, thing, 1));
    await settle(stage.tables);
    expect(await unitsSold(stage.tables, thing.variantId)).toBe(1);
    await expectShelf(stage.tables, thing.variantId, 1);
  });

  it('is never among what 200 buyers of 50 units get beyond the fifty, however they fill their carts', async () => {
    const thing = await listThing(stage.api, { storeId, seller: SELLER, onHand: 50 });
    const buyers = Array.from({ length: 200 }, (_, number) => `crowd-${number}`);
    const carts = await inParallel(buyers, 16, (buyer, number) => fillInSomeWay(stage, buyer, thing, number));

    const answers = await Promise.all(buyers.map((buyer, number) => place(buyer, carts[number]!)));

    const sold = answers
      .map((answer, number) => (answer.outcome === 'placed' ? wanted(number) : 0))
      .reduce((sum, units) => sum + units, 0);
    expect(sold).toBe(50);
    answers.forEach((answer, number) => {
      if (answer.outcome !== 'placed') expectToldSo(answer, thing, wanted(number));
    });
    await settle(stage.tables);
    expect(await unitsSold(stage.tables, thing.variantId)).toBe(50);
    expect(
      await stage.tables.count('ordering', `SELECT count(*) FROM customer_order WHERE status <> 'confirmed'`),
    ).toBe(0);
    await expectShelf(stage.tables, thing.variantId, 50);
    await expectBalancedLedger(stage.tables);
    await expectNoDeadLetters(stage.tables);
    expect(await prove(stage.url)).not.toBe('');
  });
});

/** Every fifth buyer wants two: by two lines of one SKU, by one line of two, or by setting the line twice. */
const wanted = (number: number): number => (number % 5 < 3 ? 2 : 1);

async function fillInSomeWay({ api }: Stage, buyer: string, { variantId }: Variant, number: number) {
  const once = { variantId, quantity: 1 };
  if (number % 5 === 0) return fillCart(api, buyer, [once, once]);
  if (number % 5 === 1) return fillCart(api, buyer, [{ variantId, quantity: 2 }]);
  const filled = await fillCart(api, buyer, [once]);
  if (number % 5 > 2) return filled;
  await Promise.all(
    [1, 2].map(() => api.ordering.setCartLine({ cartId: filled.cartId, variantId, quantity: 2 }, as(buyer))),
  );
  const quote = await api.ordering.quoteCheckout({ cartId: filled.cartId, shippingAddress: ADDRESS }, as(buyer));
  return { ...filled, total: quote.total.amountMinor };
}

function expectToldSo(answer: Placed, { variantId }: Variant, requested: number): void {
  if (answer.outcome !== 'stock_short') throw new Error(`expected stock_short, got ${answer.outcome}`);
  expect(answer.message).toMatch(/\w+ \w+/);
  const [line] = answer.lines;
  expect(line).toMatchObject({ variantId, requested, title: 'Thing' });
  expect(line!.available).toBeLessThan(requested);
}
