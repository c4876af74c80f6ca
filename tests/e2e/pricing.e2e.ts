import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RestClient } from '@haat/client';
import { ADDRESS, as as signedIn, OPERATOR } from './support/people.ts';
import { expectBalancedLedger, expectNoDeadLetters, settle } from './support/proofs.ts';
import { prove } from './support/prove.ts';
import { setStage, type Stage } from './support/stage.ts';
import { until } from './support/until.ts';

type Shop = { readonly storeId: string; readonly variantId: string; readonly seller: string };

/**
 * One checkout over two stores with everything that prices are made of, in a currency that neither store sells in; told
 * from the first rule to the last cent in the books. All amounts are worked out by hand.
 */
describe('a price and what becomes of it', () => {
  let stage: Stage;
  let api: RestClient;
  let pottery: Shop;
  let bakery: Shop;
  let cartId: string;
  let orders: { pottery: string; bakery: string };
  let calls = 0;
  const as = (person: string) => signedIn(person, `pricing-${(calls += 1)}`);
  const code = (error: { code?: string }) => error.code;

  beforeAll(async () => {
    stage = await setStage();
    ({ api } = stage);
  });
  afterAll(async () => {
    await stage.stop();
    expect(stage.defects).toEqual([]);
  });

  async function openShop(
    seller: string,
    { currency, ...variant }: { currency: string; priceMinor: string; weightGrams?: number; shippingMinor?: string },
  ): Promise<Shop> {
    const wish = { slug: `shop-of-${seller}`, name: `Shop of ${seller}`, currency, country: 'PT' };
    const { storeId } = await api.stores.applyForStore(wish, as(seller));
    await api.stores.approve({ storeId }, as(OPERATOR));
    const variants = [{ sku: seller, ...variant }];
    const product = await until('the store to sell', () =>
      api.catalog
        .createProduct({ storeId, title: `Thing of ${seller}`, status: 'active', variants }, as(seller))
        .catch(() => undefined),
    );
    const { variantId } = product.variants[0]!;
    await api.inventory.setStock({ storeId, variantId, onHand: 50 }, as(seller));
    return { storeId, variantId, seller };
  }

  it('begins with rates, taxes, and two stores of two currencies', async () => {
    const rate = (baseCurrency: string, text: string) =>
      api.payments.setExchangeRate({ baseCurrency, quoteCurrency: 'USD', rate: text }, as(OPERATOR));
    await Promise.all([rate('EUR', '1.1'), rate('GBP', '1.25')]);
    const tax = { name: 'VAT 10 %', country: 'PT', rateBasisPoints: 1000, inclusive: false };
    await api.ordering.setTaxRule(tax, as(OPERATOR));
    pottery = await openShop('paula', { currency: 'EUR', priceMinor: '2000', weightGrams: 300 });
    bakery = await openShop('quinn', { currency: 'GBP', priceMinor: '1000', shippingMinor: '100' });
    const { items } = await api.payments.listExchangeRates({ quoteCurrency: 'USD' });
    expect(items.map((item) => item.rate).sort()).toEqual(['1.1', '1.25']);
  });

  it('goes on with what the sellers offer: a promotion and zones here, a coupon and a price in dollars there', async () => {
    const { storeId } = pottery;
    const tenPercent = { kind: 'percentage' as const, rateBasisPoints: 1000 };
    await api.ordering.createPromotion({ storeId, name: 'Ten off pots', benefit: tenPercent }, as('paula'));
    const estimatedDays = { min: 1, max: 4 };
    const post = {
      kind: 'by_weight' as const,
      name: 'Post',
      estimatedDays,
      tiers: [{ upToGrams: 1000, amountMinor: '500' }],
    };
    const van = { kind: 'flat' as const, name: 'Van', estimatedDays, amountMinor: '900' };
    const zones = [{ name: 'Iberia', areas: [{ country: 'PT' }, { country: 'ES' }], rates: [van, post] }];
    await api.ordering.setShippingZones({ storeId, zones }, as('paula'));
    const threeOff = { kind: 'amount' as const, amountMinor: '300' };
    const coupon = { storeId: bakery.storeId, name: 'Three off', code: 'CAKE', benefit: threeOff, totalLimit: 1 };
    await api.ordering.createPromotion(coupon, as('quinn'));
    const { items } = await api.catalog.listStoreProducts({ storeId: bakery.storeId }, as('quinn'));
    const cake = { storeId: bakery.storeId, productId: items[0]!.productId, variantId: bakery.variantId };
    await api.catalog.setVariantPrices({ ...cake, prices: [{ amountMinor: '1300', currency: 'USD' }] }, as('quinn'));
  });

  it('is shown in a cart of dollars, with a coupon that says why it does not count when it does not', async () => {
    const lines = [
      { variantId: pottery.variantId, quantity: 3 },
      { variantId: bakery.variantId, quantity: 2 },
    ];
    const { cart } = await until('the rates to have arrived', () =>
      api.ordering.createCart({ currency: 'USD', lines }, as('vera')).catch(() => undefined),
    );
    ({ cartId } = cart);
    expect(cart.lines.map(({ unitPrice }) => unitPrice.amountMinor)).toEqual(['2200', '1300']);
    const unknown = await api.ordering.applyCoupon({ cartId, code: 'TEAPOT' }, as('vera'));
    expect(unknown).toMatchObject({ outcome: 'not_applied', reason: 'unknown_code' });
    const answer = await api.ordering.applyCoupon({ cartId, code: 'cake' }, as('vera'));
    expect(answer).toMatchObject({
      outcome: 'applied',
      cart: { itemsTotal: { amountMinor: '8165', currency: 'USD' }, discount: { amountMinor: '1035' } },
    });
  });

  it('is quoted with every amount explained; an address that a store does not ship to is refused', async () => {
    const quote = await api.ordering.quoteCheckout({ cartId, shippingAddress: ADDRESS }, as('vera'));
    expect(quote.total).toEqual({ amountMinor: '9782', currency: 'USD' });
    const of = ({ storeId }: Shop) => quote.stores.find((store) => store.storeId === storeId)!;
    expect(of(pottery)).toMatchObject({
      ...{ items: { amountMinor: '5940' }, discount: { amountMinor: '660' }, shipping: { amountMinor: '550' } },
      ...{ tax: { amountMinor: '594' }, total: { amountMinor: '7084' } },
    });
    expect(of(pottery).shippingMethods.map(({ name, amount }) => `${name} ${amount.amountMinor}`)).toEqual([
      'Post 550',
      'Van 990',
    ]);
    expect(of(bakery)).toMatchObject({
      ...{ items: { amountMinor: '2225' }, discount: { amountMinor: '375' }, shipping: { amountMinor: '250' } },
      ...{ tax: { amountMinor: '223' }, total: { amountMinor: '2698' } },
    });
    const rules = of(pottery).lines[0]!.explanations.map(
      ({ kind, rule, amount }) => `${kind} ${rule.name} ${amount.amountMinor}`,
    );
    expect(rules).toEqual([
      'conversion 1 EUR = 1.1 USD 6600',
      'discount Ten off pots -660',
      'shipping Iberia: Post 550',
      'tax VAT 10 % 594',
    ]);
    const abroad = { cartId, shippingAddress: { ...ADDRESS, country: 'US' } };
    expect(await api.ordering.quoteCheckout(abroad, as('vera')).catch(code)).toBe('ordering.not_shippable');
  });

  it('is paid, and kept on the orders with its rules', async () => {
    const answer = await api.ordering.placeCheckout(
      {
        ...{ cartId, shippingAddress: ADDRESS, expectedTotalMinor: '9782' },
        tenders: [{ method: 'card', token: 'tok_success', amountMinor: '9782' }],
      },
      as('vera'),
    );
    if (answer.outcome !== 'placed') throw new Error(`the checkout answered ${answer.outcome}`);
    const orderOf = ({ storeId }: Shop) => answer.checkout.orders.find((order) => order.storeId === storeId)!.orderId;
    orders = { pottery: orderOf(pottery), bakery: orderOf(bakery) };
    for (const orderId of Object.values(orders))
      await until('the order to be confirmed', async () => {
        const { status } = await api.ordering.getOrder({ orderId }, as('vera'));
        return status === 'confirmed';
      });
    const order = await api.ordering.getOrder({ orderId: orders.pottery }, as('vera'));
    expect(order.shippingMethod?.name).toBe('Post');
    expect(order.totals).toMatchObject({ items: { amountMinor: '5940' }, discount: { amountMinor: '660' } });
    expect(order.lines[0]!.explanations).toHaveLength(4);
    const numbered = await api.ordering.issueInvoice({ orderId: orders.pottery }, as('paula'));
    expect(numbered.invoiceNumber).toMatch(/^INV-/);
    const next = await api.ordering.createCart(
      { currency: 'USD', lines: [{ variantId: bakery.variantId, quantity: 1 }] },
      as('walt'),
    );
    const used = await api.ordering.applyCoupon({ cartId: next.cart.cartId, code: 'CAKE' }, as('walt'));
    expect(used).toMatchObject({ outcome: 'not_applied', reason: 'used_up' });
  });

  it('is earned in dollars, less commission on what was really paid, and partly given back', async () => {
    await api.ordering.shipOrder({ orderId: orders.pottery, carrier: 'Post', trackingNumber: 'PT 1' }, as('paula'));
    await api.ordering.confirmDelivery({ orderId: orders.pottery }, as('vera'));
    const escrow = await until('the release', async () => {
      const now = await api.payments.getEscrow({ orderId: orders.pottery }, as('paula'));
      return now.status === 'released' && now;
    });
    expect(escrow.commission).toEqual({ amountMinor: '594', currency: 'USD' });
    const { lines } = await api.ordering.getOrder({ orderId: orders.pottery }, as('vera'));
    const wanted = [{ orderLineId: lines[0]!.orderLineId, quantity: 1 }];
    const refund = await api.payments.refundOrder(
      { orderId: orders.pottery, lines: wanted, reason: 'A crack.' },
      as('paula'),
    );
    expect(refund).toMatchObject({
      ...{ amount: { amountMinor: '2361', currency: 'USD' }, commissionReturned: { amountMinor: '198' } },
      clawedBack: { amountMinor: '2163' },
    });
  });

  it('gives the coupon back when its order is cancelled', async () => {
    await api.ordering.cancelOrder({ orderId: orders.bakery }, as('vera'));
    const { items } = await api.ordering.listPromotions({ storeId: bakery.storeId }, as('quinn'));
    expect(items.map(({ code: known, uses }) => [known, uses])).toEqual([['CAKE', 0]]);
  });

  it('becomes euros at the rate in force, if it is the one that the owner saw', async () => {
    const { storeId } = pottery;
    const from = { amountMinor: '4327', currency: 'USD' };
    const wish = { storeId, from, toCurrency: 'EUR' };
    const changed = await api.payments.convertBalance({ ...wish, expectedRate: '0.9' }, as('paula'));
    expect(changed).toEqual({ outcome: 'rate_changed', rate: '0.9090909091' });
    const answer = await api.payments.convertBalance({ ...wish, expectedRate: '0.9090909091' }, as('paula'));
    expect(answer).toMatchObject({
      outcome: 'converted',
      conversion: { to: { amountMinor: '3934', currency: 'EUR' } },
    });
    const { wallets } = await api.payments.getWallet({ storeId }, as('paula'));
    expect(wallets.map(({ currency, available }) => [currency, available.amountMinor])).toEqual([
      ['EUR', '3934'],
      ['USD', '0'],
    ]);
    const { rows } = await api.payments.trialBalance({}, as(OPERATOR));
    const positions = rows.filter(({ kind }) => kind === 'fx_position').map(({ balance }) => balance);
    expect(positions).toEqual([
      { amountMinor: '-3934', currency: 'EUR' },
      { amountMinor: '4327', currency: 'USD' },
    ]);
  });

  it('leaves books that are right, and prove says so', async () => {
    await settle(stage.tables);
    await expectBalancedLedger(stage.tables);
    await expectNoDeadLetters(stage.tables);
    expect(await prove(stage.url)).toMatch(/All \d+ properties hold/);
  });
});
