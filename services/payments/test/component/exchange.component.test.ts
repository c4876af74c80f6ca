import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aPlacedCheckout, factsOf } from '../builders/placed-checkout.ts';
import { admin, ids, memberOf, type PaymentsUnderTest, START, startPayments, until } from '../harness.ts';
import { ledgerFaults, statusOf } from '../ledger-checks.ts';
import { scriptedProvider } from '../scripted-provider.ts';

const HOUR_MS = 3_600_000;

describe('exchange', () => {
  let payments: PaymentsUnderTest;

  beforeAll(async () => {
    payments = await startPayments(scriptedProvider().provider);
  });
  afterAll(() => payments.stop());

  const setRate = (baseCurrency: string, quoteCurrency: string, rate: string, effectiveFrom?: Date) =>
    payments.call(
      'setExchangeRate',
      { baseCurrency, quoteCurrency, rate, ...(effectiveFrom && { effectiveFrom: effectiveFrom.toISOString() }) },
      admin,
    );

  /** A store with 100.00 BRL to its name, 10 % commission taken. */
  async function anEarningStore(): Promise<string> {
    const storeId = ids.next();
    const placed = aPlacedCheckout({ orders: [{ storeId }] });
    await payments.deliver('checkoutPlaced', placed);
    await until(async () => (await statusOf(payments.database, placed.checkoutId)) === 'completed');
    const delivered = { ...factsOf(placed), deliveredAt: START.toISOString(), by: 'buyer' as const, lines: [] };
    await payments.deliver('orderDelivered', delivered);
    return storeId;
  }

  const owners = new Map<string, ReturnType<typeof memberOf>>();
  function ownerOf(storeId: string) {
    const owner = owners.get(storeId) ?? memberOf(storeId);
    owners.set(storeId, owner);
    return owner;
  }

  type Wish = { amountMinor: string; currency?: string; toCurrency: string; expectedRate: string; key?: string };
  const convert = (storeId: string, { amountMinor, currency = 'BRL', key, ...wish }: Wish) =>
    payments.call(
      'convertBalance',
      { storeId, from: { amountMinor, currency }, ...wish },
      ownerOf(storeId),
      key ?? ids.next(),
    );

  const availableOf = async (storeId: string): Promise<Record<string, string>> => {
    const { wallets } = await payments.call('getWallet', { storeId }, memberOf(storeId));
    return Object.fromEntries(
      wallets.map((wallet: { currency: string; available: { amountMinor: string } }) => [
        wallet.currency,
        wallet.available.amountMinor,
      ]),
    );
  };

  it('converts what a store has at the rate in force, and each currency still adds up to zero', async () => {
    await setRate('BRL', 'JPY', '26.55');
    const storeId = await anEarningStore();
    const wish = { amountMinor: '3333', toCurrency: 'JPY', expectedRate: '26.55', key: ids.next() };
    const answer = await convert(storeId, wish);
    expect(answer).toEqual({
      outcome: 'converted',
      conversion: expect.objectContaining({
        from: { amountMinor: '3333', currency: 'BRL' },
        to: { amountMinor: '885', currency: 'JPY' },
        rate: '26.55',
      }),
    });
    expect(await convert(storeId, wish)).toEqual(answer);
    expect(await availableOf(storeId)).toEqual({ BRL: '6667', JPY: '885' });
    const { items } = await payments.call('listLedger', { reference: answer.conversion.conversionId }, admin);
    expect(
      items
        .map(
          (line: { account: string; amount: { amountMinor: string } }) => `${line.account} ${line.amount.amountMinor}`,
        )
        .sort(),
    ).toEqual([
      'fx_position:BRL 3333',
      'fx_position:JPY -885',
      `store_available:${storeId}:BRL -3333`,
      `store_available:${storeId}:JPY 885`,
    ]);
    expect(await ledgerFaults(payments.database)).toEqual([]);
  });

  it('goes back by the way back of a rate, unless that direction has one of its own', async () => {
    await setRate('USD', 'BRL', '5');
    const storeId = await anEarningStore();
    const there = await convert(storeId, { amountMinor: '1000', toCurrency: 'USD', expectedRate: '0.2' });
    expect(there.conversion.to).toEqual({ amountMinor: '200', currency: 'USD' });
    payments.clock.advance(1);
    await setRate('BRL', 'USD', '0.19');
    const again = await convert(storeId, { amountMinor: '1000', toCurrency: 'USD', expectedRate: '0.19' });
    expect(again.conversion.to.amountMinor).toBe('190');
    const back = { amountMinor: '390', currency: 'USD', toCurrency: 'BRL', expectedRate: '5' };
    expect((await convert(storeId, back)).conversion.to.amountMinor).toBe('1950');
    expect(await availableOf(storeId)).toEqual({ BRL: '9950', USD: '0' });
  });

  it('repays what a store owes in the other currency first', async () => {
    await setRate('BRL', 'CHF', '0.2');
    const storeId = await anEarningStore();
    // A debt in francs can only come from sales in francs; here it is booked by hand.
    await payments.database.query(
      `WITH a AS (INSERT INTO account (account_id, code, kind, owner, currency, protected)
        VALUES (md5($1)::uuid, $1, 'store_debt', $2, 'CHF', false), (md5('bank:CHF')::uuid, 'bank:CHF', 'bank', NULL, 'CHF', false)),
      t AS (INSERT INTO ledger_transaction (transaction_id, kind, reference, occurred_at) VALUES ($3, 'refund', 'r', now()))
      INSERT INTO entry (transaction_id, account_id, amount_minor, currency)
      VALUES ($3, md5($1)::uuid, -150, 'CHF'), ($3, md5('bank:CHF')::uuid, 150, 'CHF')`,
      [`store_debt:${storeId}:CHF`, storeId, ids.next()],
    );
    await convert(storeId, { amountMinor: '1000', toCurrency: 'CHF', expectedRate: '0.2' });
    const { wallets } = await payments.call('getWallet', { storeId }, memberOf(storeId));
    expect(wallets.find((wallet: { currency: string }) => wallet.currency === 'CHF')).toMatchObject({
      available: { amountMinor: '50' },
      debt: { amountMinor: '0' },
    });
    expect(await ledgerFaults(payments.database)).toEqual([]);
  });

  it('refuses as a value when the rate has changed, and moves nothing', async () => {
    await setRate('BRL', 'EUR', '0.15');
    const storeId = await anEarningStore();
    payments.clock.advance(1);
    await setRate('BRL', 'EUR', '0.16');
    const answer = await convert(storeId, { amountMinor: '1000', toCurrency: 'EUR', expectedRate: '0.15' });
    expect(answer).toEqual({ outcome: 'rate_changed', rate: '0.16' });
    expect(await availableOf(storeId)).toEqual({ BRL: '10000' });
  });

  it('keeps rates for later until their moment has come', async () => {
    const now = payments.clock.now();
    await setRate('BRL', 'GBP', '0.14');
    await setRate('BRL', 'GBP', '0.13', new Date(now.getTime() + HOUR_MS));
    const storeId = await anEarningStore();
    const wish = { amountMinor: '1000', toCurrency: 'GBP' };
    expect((await convert(storeId, { ...wish, expectedRate: '0.14' })).outcome).toBe('converted');
    payments.clock.advance(HOUR_MS);
    expect(await convert(storeId, { ...wish, expectedRate: '0.14' })).toEqual({
      outcome: 'rate_changed',
      rate: '0.13',
    });
    const { items } = await payments.call('listExchangeRates', { baseCurrency: 'BRL', quoteCurrency: 'GBP' }, admin);
    expect(items.map((item: { rate: string }) => item.rate)).toEqual(['0.13', '0.14']);
  });

  it('of many at once lets through as many as there is money for', async () => {
    await setRate('BRL', 'MXN', '3');
    const storeId = await anEarningStore();
    const wish = { amountMinor: '3000', toCurrency: 'MXN', expectedRate: '3' };
    const answers = await Promise.allSettled(Array.from({ length: 10 }, () => convert(storeId, wish)));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    for (const answer of answers)
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'payments.insufficient_funds' });
    expect(await availableOf(storeId)).toEqual({ BRL: '1000', MXN: '27000' });
    const page = await payments.call('listConversions', { storeId, limit: 2 }, memberOf(storeId));
    expect(page.items).toHaveLength(2);
    const rest = await payments.call('listConversions', { storeId, cursor: page.nextCursor }, memberOf(storeId));
    expect({ rest: rest.items.length, next: rest.nextCursor }).toEqual({ rest: 1, next: null });
  });

  it.each([
    ['payments.no_exchange_rate', { amountMinor: '1', toCurrency: 'SEK', expectedRate: '1' }],
    ['payments.same_currency', { amountMinor: '1', toCurrency: 'BRL', expectedRate: '1' }],
    ['payments.insufficient_funds', { amountMinor: '10001', toCurrency: 'XAF', expectedRate: '0.00001' }],
    ['payments.amount_too_small', { amountMinor: '1', toCurrency: 'XAF', expectedRate: '0.00001' }],
  ])('refuses with %s', async (code, wish) => {
    payments.clock.advance(1);
    await setRate('BRL', 'XAF', '0.00001');
    await expect(convert(await anEarningStore(), wish)).rejects.toMatchObject({ code });
  });

  it('refuses a conversion that would come to more than any payment, and takes one at the limit', async () => {
    await setRate('BRL', 'KWD', '99999999');
    const storeId = await anEarningStore();
    const wish = { toCurrency: 'KWD', expectedRate: '99999999' };
    await expect(convert(storeId, { ...wish, amountMinor: '1001' })).rejects.toMatchObject({
      code: 'payments.amount_too_large',
    });
    const { conversion } = await convert(storeId, { ...wish, amountMinor: '1000' });
    expect(conversion.to.amountMinor).toBe('999999990000');
  });

  it('refuses rates of the past, of one currency, and a second one for the same moment', async () => {
    const now = payments.clock.now();
    await expect(setRate('AUD', 'AUD', '1')).rejects.toMatchObject({ code: 'payments.same_currency' });
    const past = setRate('AUD', 'NZD', '1.1', new Date(now.getTime() - 1));
    await expect(past).rejects.toMatchObject({ code: 'payments.rate_in_past' });
    await setRate('AUD', 'NZD', '1.1', now);
    await expect(setRate('AUD', 'NZD', '1.2', now)).rejects.toMatchObject({ code: 'payments.rate_exists' });
    expect((await payments.announced('exchangeRateChanged')).at(-1)).toMatchObject({
      baseCurrency: 'AUD',
      quoteCurrency: 'NZD',
      rate: '1.1',
    });
  });

  it.each(['0', '0.0', '-1', '1e3', '1,5', '.5', '123456789', '1.12345678901', ''])(
    'does not take %s for a rate',
    async (rate) => {
      await expect(async () => setRate('AUD', 'NZD', rate)).rejects.toThrow();
    },
  );
});
