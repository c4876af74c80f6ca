import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@haat/service-kit/testing';
import {
  bank,
  commissionRevenue,
  providerClearing,
  storeAvailable,
  storeDebt,
} from '../../src/domain/ledger/account.ts';
import { entry, type Posting } from '../../src/domain/ledger/posting.ts';
import { migrationsDirectory } from '../../src/composition.ts';
import { postEntries } from '../../src/infrastructure/postgres/ledger/post-entries.ts';
import { ids, START } from '../harness.ts';

const BRL = 'BRL';
const clearing = providerClearing('card', BRL);
const revenue = commissionRevenue(BRL);

describe('the ledger in the database', () => {
  let test: TestDatabase;

  beforeAll(async () => {
    test = await createTestDatabase(migrationsDirectory, 'ledger');
  });
  afterAll(() => test.drop());

  /** Not through `posting()`, which would refuse what the database is to refuse. */
  const aPosting = (entries: Posting['entries']): Posting => ({
    transactionId: ids.next(),
    kind: 'capture',
    reference: 'a test',
    occurredAt: START,
    entries,
  });
  const post = (...entries: Posting['entries']) =>
    test.database.transaction((tx) => postEntries(tx, [aPosting(entries)]));
  const balanceOf = async (code: string) =>
    (
      await test.database.query<{ balance_minor: bigint }>('SELECT balance_minor FROM account WHERE code = $1', [code])
    )[0]?.balance_minor;
  const entryCount = async () => (await test.database.query<{ n: bigint }>('SELECT count(*) AS n FROM entry'))[0]!.n;

  it('books what balances, and moves the balances', async () => {
    const store = storeAvailable(ids.next(), BRL);
    await post(entry(clearing, -500n), entry(store, 450n), entry(revenue, 50n));
    await post(entry(clearing, -500n), entry(store, 500n));
    expect(await balanceOf(store.code)).toBe(950n);
  });

  it('refuses a statement in which one transaction does not balance, as a whole', async () => {
    const before = await entryCount();
    const store = storeAvailable(ids.next(), BRL);
    const good = aPosting([entry(clearing, -5n), entry(store, 5n)]);
    const bad = aPosting([entry(clearing, -5n), entry(store, 4n)]);
    await expect(test.database.transaction((tx) => postEntries(tx, [good, bad]))).rejects.toMatchObject({
      code: 'HL001',
    });
    expect(await entryCount()).toBe(before);
    expect(await balanceOf(store.code)).toBeUndefined();
  });

  it('does not let two transactions make up for each other, nor two currencies', async () => {
    const store = storeAvailable(ids.next(), BRL);
    const over = aPosting([entry(clearing, -5n), entry(store, 6n)]);
    const under = aPosting([entry(clearing, -5n), entry(store, 4n)]);
    await expect(test.database.transaction((tx) => postEntries(tx, [over, under]))).rejects.toMatchObject({
      code: 'HL001',
    });
    await expect(post(entry(providerClearing('card', 'USD'), -5n), entry(store, 5n))).rejects.toMatchObject({
      code: 'HL001',
    });
  });

  it('refuses an entry in another currency than its account', async () => {
    const store = storeAvailable(ids.next(), BRL);
    await post(entry(clearing, -5n), entry(store, 5n));
    const dollars = { ...store, currency: 'USD' };
    await expect(post(entry(providerClearing('card', 'USD'), -5n), entry(dollars, 5n))).rejects.toMatchObject({
      code: 'HL002',
    });
  });

  it('refuses to take a protected account below zero, and lets an unprotected one go', async () => {
    const store = storeAvailable(ids.next(), BRL);
    await post(entry(clearing, -100n), entry(store, 100n));
    await expect(post(entry(store, -101n), entry(bank(BRL), 101n))).rejects.toMatchObject({
      code: 'payments.insufficient_funds',
    });
    await post(entry(store, -100n), entry(bank(BRL), 100n));
    expect(await balanceOf(store.code)).toBe(0n);
    expect(await balanceOf(clearing.code)).toBeLessThan(0n);
  });

  it('refuses a debt that is no debt', async () => {
    const debt = storeDebt(ids.next(), BRL);
    await expect(post(entry(clearing, -1n), entry(debt, 1n))).rejects.toMatchObject({ constraint: 'account_debt' });
  });

  it('refuses entries of zero, transactions without entries, and entries without a transaction', async () => {
    await expect(post(entry(clearing, 0n), entry(revenue, 0n))).rejects.toMatchObject({ code: '23514' });
    const bare = `INSERT INTO ledger_transaction (transaction_id, kind, reference, occurred_at) VALUES ($1, 'x', 'x', now())`;
    await expect(test.database.query(bare, [ids.next()])).rejects.toMatchObject({ code: 'HL004' });
    const stray = `INSERT INTO entry (transaction_id, account_id, amount_minor, currency)
      SELECT $1, md5(code)::uuid, amount, 'BRL' FROM (VALUES ($2, 1), ($3, -1)) AS given (code, amount)`;
    await expect(test.database.query(stray, [ids.next(), clearing.code, revenue.code])).rejects.toMatchObject({
      code: 'HL003',
    });
  });

  it('refuses to add to a transaction of the past', async () => {
    await post(entry(clearing, -1n), entry(revenue, 1n));
    const late = `INSERT INTO entry (transaction_id, account_id, amount_minor, currency)
      SELECT transaction_id, account_id, sign, 'BRL' FROM (SELECT transaction_id, account_id FROM entry LIMIT 1) e, (VALUES (1), (-1)) AS s (sign)`;
    await expect(test.database.query(late)).rejects.toMatchObject({ code: 'HL003' });
  });

  it.each([
    ['an update of entries', `UPDATE entry SET amount_minor = amount_minor + 1`],
    ['a deletion of entries', `DELETE FROM entry`],
    ['the emptying of entries', `TRUNCATE entry`],
    ['an update of transactions', `UPDATE ledger_transaction SET reference = 'other'`],
    ['a deletion of transactions', `DELETE FROM ledger_transaction`],
    ['the emptying of transactions', `TRUNCATE ledger_transaction`],
    ['a balance moved by hand', `UPDATE account SET balance_minor = balance_minor + 1`],
    ['the deletion of an account', `DELETE FROM account`],
    [
      'an account that starts with money',
      `INSERT INTO account (account_id, code, kind, currency, protected, balance_minor) VALUES (md5('bank:XXX')::uuid, 'bank:XXX', 'bank', 'XXX', false, 5)`,
    ],
  ])('refuses %s', async (_what, statement) => {
    await expect(test.database.query(statement)).rejects.toMatchObject({ code: 'HL005' });
  });

  it('keeps history: events can be appended only', async () => {
    for (const table of ['payment_event', 'escrow_event']) {
      await expect(test.database.query(`DELETE FROM ${table}`)).rejects.toMatchObject({ code: 'HL006' });
      await expect(test.database.query(`UPDATE ${table} SET actor = 'x'`)).rejects.toMatchObject({ code: 'HL006' });
    }
  });

  it('keeps balances right and does not lock up when many write at once', async () => {
    const stores = Array.from({ length: 5 }, () => storeAvailable(ids.next(), BRL));
    const writes = Array.from({ length: 60 }, (_, index) => {
      const order = index % 2 === 0 ? stores : [...stores].reverse();
      return post(entry(clearing, -15n), ...order.map((store, place) => entry(store, BigInt(place + 1))));
    });
    await Promise.all(writes);
    const drift = await test.database.query(
      `SELECT a.code FROM account a JOIN entry e USING (account_id) GROUP BY a.account_id HAVING sum(e.amount_minor) <> a.balance_minor`,
    );
    expect(drift).toEqual([]);
  });
});
