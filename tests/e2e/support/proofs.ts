import { expect } from '@jest/globals';
import type { Tables } from './tables.ts';
import { until } from './until.ts';

/** Waits until nothing is under way any more: no order between two states, no message undelivered, no call unanswered. */
export async function settle(tables: Tables, patienceMs = 60_000): Promise<void> {
  await until(
    'everything under way to come to its end',
    async () => {
      const open = await Promise.all([
        tables.count('ordering', `SELECT count(*) FROM customer_order WHERE status IN ('placed', 'paid')`),
        tables.count('payments', `SELECT count(*) FROM payment WHERE status = 'processing'`),
        undelivered(tables),
      ]);
      return open.every((count) => count === 0);
    },
    patienceMs,
  );
}

const SENDERS = ['identity', 'stores', 'catalog', 'inventory', 'ordering', 'payments'] as const;

/** Messages to other contexts and calls to the provider that are still to be made. */
async function undelivered(tables: Tables): Promise<number> {
  const counts = await Promise.all([
    tables.count('payments', `SELECT count(*) FROM provider_call`),
    ...SENDERS.map((name) => tables.count(name, `SELECT count(*) FROM outbox WHERE published_at IS NULL`)),
  ]);
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Longer than a queue waits between two looks. */
const QUIET_MS = 400;

/** Waits until nothing changes any more, mails and copies included; an order may wait for its buyer all the while. */
export async function comeToRest(tables: Tables): Promise<void> {
  await until('the marketplace to be at rest', async () => {
    if ((await undelivered(tables)) > 0) return false;
    const earlier = await tables.fingerprint();
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
    return JSON.stringify(await tables.fingerprint()) === JSON.stringify(earlier);
  });
}

/** Money is conserved: every transaction and every currency adds up to zero, and balances are the fold of the entries. */
export async function expectBalancedLedger(tables: Tables): Promise<void> {
  expect(
    await tables.rows(
      'payments',
      `SELECT currency, sum(amount_minor) AS rest FROM entry GROUP BY 1 HAVING sum(amount_minor) <> 0`,
    ),
  ).toEqual([]);
  expect(
    await tables.rows(
      'payments',
      `SELECT transaction_id FROM entry GROUP BY transaction_id, currency HAVING sum(amount_minor) <> 0`,
    ),
  ).toEqual([]);
  expect(
    await tables.rows(
      'payments',
      `SELECT a.code FROM account a LEFT JOIN entry e USING (account_id)
        GROUP BY a.account_id HAVING a.balance_minor <> coalesce(sum(e.amount_minor), 0)`,
    ),
  ).toEqual([]);
  expect(await tables.rows('payments', `SELECT code FROM account WHERE protected AND balance_minor < 0`)).toEqual([]);
}

/** What the buyers of a variant hold, counted from the orders themselves. */
export function unitsSold(tables: Tables, variantId: string): Promise<number> {
  return tables.count(
    'ordering',
    `SELECT coalesce(sum((line->>'quantity')::int), 0)
       FROM order_event e, jsonb_array_elements(e.data->'lines') line
      WHERE e.version = 1 AND line->>'variantId' = $1
        AND NOT EXISTS (SELECT 1 FROM customer_order o WHERE o.order_id = e.order_id AND o.status = 'cancelled')`,
    [variantId],
  );
}

/** The shelf: what it holds equals its movements, is never negative, and what left it is what was sold. */
export async function expectShelf(tables: Tables, variantId: string, filled: number): Promise<void> {
  const [stock] = await tables.rows<{ on_hand: number; reserved: number }>(
    'inventory',
    `SELECT on_hand, reserved FROM stock WHERE variant_id = $1`,
    [variantId],
  );
  const [moved] = await tables.rows<{ on_hand: string; reserved: string }>(
    'inventory',
    `SELECT sum(on_hand_delta) AS on_hand, sum(reserved_delta) AS reserved FROM stock_movement WHERE variant_id = $1`,
    [variantId],
  );
  expect({ onHand: stock!.on_hand, reserved: stock!.reserved }).toEqual({
    onHand: Number(moved!.on_hand),
    reserved: Number(moved!.reserved),
  });
  expect(stock!.reserved).toBe(0);
  expect(stock!.on_hand).toBe(filled - (await unitsSold(tables, variantId)));
  const [lowest] = await tables.rows<{ lowest: string }>(
    'inventory',
    `SELECT min(level) AS lowest FROM (SELECT sum(on_hand_delta) OVER (ORDER BY movement_id) AS level FROM stock_movement WHERE variant_id = $1) m`,
    [variantId],
  );
  expect(Number(lowest!.lowest)).toBeGreaterThanOrEqual(0);
}

/** Nothing was given up on by a consumer. */
export async function expectNoDeadLetters(tables: Tables): Promise<void> {
  for (const name of ['identity', 'stores', 'catalog', 'inventory', 'ordering', 'payments', 'notifications'] as const) {
    expect(await tables.rows(name, `SELECT consumer_group, error FROM dead_letter WHERE replayed_at IS NULL`)).toEqual(
      [],
    );
  }
}
