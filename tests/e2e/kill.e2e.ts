import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRestClient, type RestClient } from '@haat/client';
import { createMortalMarketplace, type MortalMarketplace } from './support/mortal-marketplace.ts';
import { expectBalancedLedger, expectNoDeadLetters, expectShelf, settle } from './support/proofs.ts';
import { prove } from './support/prove.ts';
import { listThing, openStore } from './support/shop.ts';
import { type Accepted, letFulfil, letShop, placeAgain } from './support/shoppers.ts';
import { openTables, type Tables } from './support/tables.ts';
import { inParallel } from './support/until.ts';

/** Four in CI; `HAAT_KILLS=20` for the long run. */
const KILLS = Number(process.env.HAAT_KILLS ?? 4);
const SHOPPERS = 8;
const SHELF = 1_000_000;
const PRICE_MINOR = '1990';
const LONGEST_LIFE_MS = 4000;
/** How much of the journal is asked for again after each kill: what was promised last is what a kill could lose. */
const ASK_AGAIN = 60;

describe(`a marketplace that is killed ${KILLS} times under load`, () => {
  let marketplace: MortalMarketplace;
  let api: RestClient;
  let variantIds: string[];
  let journal: readonly Accepted[] = [];
  let delivered: ReadonlySet<string> = new Set();

  beforeAll(async () => {
    marketplace = await createMortalMarketplace();
    await marketplace.start();
    api = createRestClient({ baseUrl: marketplace.url });
    const storeId = await openStore(api, 'seller');
    variantIds = [];
    for (let number = 0; number < 3; number += 1) {
      const { variantId } = await listThing(api, { storeId, seller: 'seller', onHand: SHELF, priceMinor: PRICE_MINOR });
      variantIds.push(variantId);
    }
  });

  afterAll(() => marketplace.end());

  const withTables = async <T>(work: (tables: Tables) => Promise<T>): Promise<T> => {
    const tables = openTables(marketplace.superuserUrl());
    try {
      return await work(tables);
    } finally {
      await tables.close();
    }
  };

  it('gives everybody the answer that they were given before, after each start', async () => {
    const shoppers = letShop(api, { people: SHOPPERS, variantIds, priceMinor: PRICE_MINOR });
    const fulfilment = letFulfil(api, { seller: 'seller', journal: shoppers.journal, surprises: shoppers.surprises });
    for (let kill = 1; kill <= KILLS; kill += 1) {
      await new Promise((resolve) => setTimeout(resolve, 200 + Math.random() * LONGEST_LIFE_MS));
      await marketplace.kill({ onlyLauncher: kill % 3 === 0 });
      await marketplace.start();
      await expectSameAnswers(api, shoppers.journal.slice(-ASK_AGAIN));
    }
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await shoppers.stop();
    await fulfilment.stop();
    ({ journal } = shoppers);
    ({ delivered } = fulfilment);
    expect(shoppers.surprises).toEqual([]);
    expect(journal.length).toBeGreaterThan(KILLS * SHOPPERS);
    expect(delivered.size).toBeGreaterThan(KILLS);
  });

  it('has lost no order, doubled none and left none half done', async () => {
    await withTables(async (tables) => {
      await settle(tables, 120_000);
      const orders = await tables.rows<{ order_id: string; checkout_id: string; status: string }>(
        'ordering',
        `SELECT order_id, checkout_id, status FROM customer_order`,
      );
      const byCheckout = new Map(orders.map((order) => [order.checkout_id, order]));
      expect(byCheckout.size).toBe(orders.length);
      expect(
        orders.filter(({ status, order_id }) => status !== (delivered.has(order_id) ? 'delivered' : 'confirmed')),
      ).toEqual([]);
      expect(journal.filter(({ checkoutId, orderId }) => byCheckout.get(checkoutId)?.order_id !== orderId)).toEqual([]);
      // Every call was repeated until it was answered, so that no order exists that nobody was told of.
      expect(orders.length).toBe(journal.length);
      await expectNoDeadLetters(tables);
    });
  });

  it('has taken each amount once, and every account and shelf adds up', async () => {
    await withTables(async (tables) => {
      const sumOf = (orders: readonly Accepted[]) => String(orders.reduce((sum, { total }) => sum + BigInt(total), 0n));
      const balanceOf = `SELECT coalesce(sum(balance_minor), 0)::text FROM account WHERE kind`;
      const [books] = await tables.rows(
        'payments',
        `SELECT (${balanceOf} = 'escrow') AS held, (${balanceOf} IN ('store_available', 'commission')) AS released,
                (SELECT count(*) FROM payment WHERE status = 'completed')::int AS charges`,
      );
      expect(books).toEqual({
        held: sumOf(journal.filter(({ orderId }) => !delivered.has(orderId))),
        released: sumOf(journal.filter(({ orderId }) => delivered.has(orderId))),
        charges: journal.length,
      });
      expect(await tables.count('simulator', `SELECT count(*) FROM charge`)).toBe(journal.length);
      await expectBalancedLedger(tables);
      for (const variantId of variantIds) await expectShelf(tables, variantId, SHELF);
    });
    expect(marketplace.defects).toEqual([]);
  });

  it('is proved by `npm run prove`', async () => {
    expect(await prove(marketplace.url)).not.toBe('');
  });
});

async function expectSameAnswers(api: RestClient, accepted: readonly Accepted[]): Promise<void> {
  const again = await inParallel(accepted, 4, (one) => placeAgain(api, one));
  const ids = again.map(({ answer }) =>
    answer.outcome === 'placed'
      ? { checkoutId: answer.checkout.checkoutId, orderId: answer.checkout.orders[0]!.orderId }
      : answer.outcome,
  );
  expect(ids).toEqual(accepted.map(({ checkoutId, orderId }) => ({ checkoutId, orderId })));
}
