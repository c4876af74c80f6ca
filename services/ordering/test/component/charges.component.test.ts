import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { InputOf, orderingContract } from '@haat/contracts';
import { type Caller, type Ordering, START, startOrdering } from '../builders/ordering.ts';
import { refusal } from '../builders/refusal.ts';
import { aBuyer, aMember, anAddress, anAdmin, aStore, aVariant, card } from '../builders/shop.ts';

let ordering: Ordering;
beforeAll(async () => {
  ordering = await startOrdering();
});
afterAll(() => ordering.stop());

type Zones = InputOf<typeof orderingContract.procedures.setShippingZones>['zones'];
const DAYS = { min: 2, max: 5 };
const flat = (name: string, amountMinor: string) => ({ kind: 'flat' as const, name, amountMinor, estimatedDays: DAYS });

const setZones = (storeId: string, zones: Zones) =>
  ordering.call('setShippingZones', { storeId, zones }, aMember(ordering, storeId, 'manager'));

async function aCart(lines: { variantId: string; quantity: number }[], buyer: Caller, currency?: string) {
  const { cart } = await ordering.call('createCart', { lines, ...(currency && { currency }) }, buyer);
  return cart;
}

const quoted = (
  cartId: string,
  buyer: Caller,
  wish: { country?: string; region?: string; methodId?: string; storeId?: string } = {},
) =>
  ordering.call(
    'quoteCheckout',
    {
      cartId,
      shippingAddress: { ...anAddress(wish.country), ...(wish.region && { region: wish.region }) },
      ...(wish.methodId && { shippingChoices: [{ storeId: wish.storeId!, methodId: wish.methodId }] }),
    },
    buyer,
  );

describe('shipping zones', () => {
  it('are set and shown whole; what they offer is quoted, chosen, and kept on the order', async () => {
    const buyer = aBuyer(ordering);
    const { storeId, variantId } = aVariant(ordering);
    const weight = {
      kind: 'by_weight' as const,
      name: 'Post',
      estimatedDays: DAYS,
      tiers: [{ upToGrams: 500, amountMinor: '700' }],
    };
    const set = await setZones(storeId, [
      { name: 'Home', areas: [{ country: 'BR' }], rates: [flat('Van', '900'), weight] },
    ]);
    expect(await ordering.call('getShippingZones', { storeId })).toEqual(set);
    const { cartId } = await aCart([{ variantId, quantity: 3 }], buyer);
    const [cheapest] = (await quoted(cartId, buyer)).stores;
    expect(cheapest!.shippingMethods.map(({ name, amount }) => [name, amount.amountMinor])).toEqual([
      ['Post', '700'],
      ['Van', '900'],
    ]);
    expect([cheapest!.shipping.amountMinor, cheapest!.chosenMethodId]).toEqual([
      '700',
      cheapest!.shippingMethods[0]!.methodId,
    ]);
    const { methodId } = cheapest!.shippingMethods[1]!;
    const answer = await ordering.call(
      'placeCheckout',
      {
        ...{ cartId, shippingAddress: anAddress(), shippingChoices: [{ storeId, methodId }] },
        tenders: [card('3900')],
      },
      { ...buyer, key: randomUUID() },
    );
    if (answer.outcome !== 'placed') throw new Error(answer.outcome);
    const order = await ordering.call('getOrder', { orderId: answer.checkout.orders[0]!.orderId }, buyer);
    expect(order.shippingMethod).toEqual({ methodId, name: 'Van' });
    expect(order.lines[0]!.explanations.at(-1)).toMatchObject({
      kind: 'shipping',
      rule: { id: methodId, name: 'Home: Van' },
    });
    await setZones(storeId, []);
    const next = await aCart([{ variantId, quantity: 3 }], buyer);
    expect((await quoted(next.cartId, buyer)).stores[0]).toMatchObject({
      shipping: { amountMinor: '500' },
      shippingMethods: [],
    });
  });

  it('refuse an address that they do not name, and a way that they do not offer', async () => {
    const buyer = aBuyer(ordering);
    const { storeId, variantId } = aVariant(ordering);
    await setZones(storeId, [{ name: 'North', areas: [{ country: 'BR', region: 'PE' }], rates: [flat('Van', '1')] }]);
    const { cartId } = await aCart([{ variantId, quantity: 1 }], buyer);
    await expect(quoted(cartId, buyer, { region: 'SP' })).rejects.toMatchObject({
      ...{ code: 'ordering.not_shippable' },
      details: expect.objectContaining({ field: 'shippingAddress.country', storeId }),
    });
    expect((await quoted(cartId, buyer, { region: ' pe' })).total.amountMinor).toBe('1001');
    const wrong = quoted(cartId, buyer, { region: 'PE', storeId, methodId: randomUUID() });
    await expect(wrong).rejects.toEqual(refusal('ordering.shipping_method_not_found', 'shippingChoices.0.methodId'));
  });

  it.each([
    [
      'ordering.area_named_twice',
      [
        { name: 'A', areas: [], rates: [flat('x', '1')] },
        { name: 'B', areas: [], rates: [flat('x', '1')] },
      ],
    ],
    ['request.invalid', [{ name: 'A', areas: [], rates: [] }]],
    ['request.invalid', [{ name: 'A', areas: [], rates: [{ ...flat('x', '1'), estimatedDays: { min: 2, max: 1 } }] }]],
    ['request.invalid', [{ name: 'A', areas: [], rates: Array.from({ length: 21 }, () => flat('x', '1')) }]],
    ['request.invalid', Array.from({ length: 31 }, () => ({ name: 'A', areas: [], rates: [flat('x', '1')] }))],
  ] as [string, Zones][])('are refused with %s', async (code, zones) => {
    await expect(setZones(aStore(ordering), zones)).rejects.toMatchObject({ code });
  });

  it('name at most 250 areas each, and methods have at most 20 tiers', async () => {
    const storeId = aStore(ordering);
    const zone = (count: number, tierCount: number): Zones => [
      {
        name: 'Wide',
        areas: Array.from({ length: count }, (_, n) => ({ country: 'BR', region: `Region ${n}` })),
        rates: [
          {
            ...{ kind: 'by_weight', name: 'Post', estimatedDays: DAYS },
            tiers: Array.from({ length: tierCount }, (_, n) => ({ upToGrams: n + 1, amountMinor: `${n}` })),
          },
        ],
      },
    ];
    expect((await setZones(storeId, zone(250, 20))).zones[0]!.areas).toHaveLength(250);
    await expect(setZones(storeId, zone(251, 20))).rejects.toMatchObject({ code: 'request.invalid' });
    await expect(setZones(storeId, zone(250, 21))).rejects.toMatchObject({ code: 'request.invalid' });
  });

  it('can be thirty of twenty methods each', async () => {
    const rates = Array.from({ length: 20 }, (_, n) => flat(`Method ${n}`, `${n}`));
    const countries = Array.from({ length: 30 }, (_, n) =>
      `A${String.fromCharCode(65 + (n % 26))}`.replace(/^A/, n < 26 ? 'A' : 'B'),
    );
    const zones = countries.map((country, n) => ({ name: `Zone ${n}`, areas: [{ country }], rates }));
    expect((await setZones(aStore(ordering), zones)).zones).toHaveLength(30);
  });
});

describe('tax rules', () => {
  const admin = () => anAdmin(ordering);
  const rule = { name: 'IVA', country: 'PT', rateBasisPoints: 2300, inclusive: false };

  it('bear on what goes to their country from their moment to their end', async () => {
    const buyer = aBuyer(ordering);
    const { variantId } = aVariant(ordering, { shippingMinor: '0' });
    const { cartId } = await aCart([{ variantId, quantity: 1 }], buyer);
    const taxOf = async () => (await quoted(cartId, buyer, { country: 'PT' })).stores[0]!.tax.amountMinor;
    expect(await taxOf()).toBe('0');
    const { taxRuleId } = await ordering.call('setTaxRule', rule, admin());
    expect(await taxOf()).toBe('230');
    const validFrom = new Date(START.getTime() + 60_000).toISOString();
    await ordering.call('setTaxRule', { ...rule, rateBasisPoints: 1000, validFrom }, admin());
    expect(await taxOf()).toBe('230');
    ordering.clock.advance(60_000);
    expect(await taxOf()).toBe('100');
    const ended = await ordering.call('endTaxRule', { taxRuleId }, admin());
    ordering.clock.advance(1);
    expect(await ordering.call('endTaxRule', { taxRuleId }, admin())).toEqual(ended);
    const { items } = await ordering.call('listTaxRules', { country: 'PT' });
    expect(items.map(({ rateBasisPoints, validTo }) => [rateBasisPoints, validTo !== null])).toEqual([
      [1000, false],
      [2300, true],
    ]);
    expect((await quoted(cartId, buyer)).stores[0]!.tax.amountMinor).toBe('0');
  });

  it('go by category, and are paid, told and refunded with the line', async () => {
    const buyer = aBuyer(ordering);
    const category = randomUUID();
    const { variantId } = aVariant(ordering, { shippingMinor: '0', categoryIds: [randomUUID(), category] });
    await ordering.call('setTaxRule', { ...rule, country: 'ES', categoryId: category, rateBasisPoints: 400 }, admin());
    const { cartId } = await aCart([{ variantId, quantity: 2 }], buyer);
    const input = { cartId, shippingAddress: anAddress('ES'), tenders: [card('2080')] };
    const answer = await ordering.call('placeCheckout', input, { ...buyer, key: randomUUID() });
    if (answer.outcome !== 'placed') throw new Error(answer.outcome);
    const { checkoutId } = answer.checkout;
    const [told] = (await ordering.published('checkoutPlaced')).filter((event) => event.checkoutId === checkoutId);
    expect(told!.orders[0]!.lines[0]!.tax).toEqual({ amountMinor: '80', currency: 'BRL' });
  });

  it('can be two hundred in a country, listed in pages, and are for operators to set', async () => {
    const by = admin();
    await Promise.all(Array.from({ length: 200 }, () => ordering.call('setTaxRule', { ...rule, country: 'FR' }, by)));
    await expect(ordering.call('setTaxRule', { ...rule, country: 'FR' }, by)).rejects.toEqual(
      refusal('ordering.too_many_tax_rules', 'country'),
    );
    const page = await ordering.call('listTaxRules', { country: 'FR', limit: 100 });
    const rest = await ordering.call('listTaxRules', { country: 'FR', limit: 100, cursor: page.nextCursor! });
    expect([new Set([...page.items, ...rest.items].map(({ taxRuleId }) => taxRuleId)).size, rest.nextCursor]).toEqual([
      200,
      null,
    ]);
    await expect(ordering.call('setTaxRule', rule, aBuyer(ordering))).rejects.toMatchObject({
      code: 'access.forbidden',
    });
    await expect(ordering.call('endTaxRule', { taxRuleId: randomUUID() }, by)).rejects.toEqual(
      refusal('ordering.tax_rule_not_found'),
    );
  });
});

describe('a cart in another currency', () => {
  const setRate = (baseCurrency: string, quoteCurrency: string, rate: string, effectiveFrom = START) =>
    ordering.deliver('exchangeRateChanged', {
      ...{ rateId: randomUUID(), baseCurrency, quoteCurrency, rate },
      effectiveFrom: effectiveFrom.toISOString(),
    });

  it('holds goods of several currencies at own or converted prices, and freezes the rate on the order', async () => {
    const buyer = aBuyer(ordering);
    await setRate('BRL', 'CHF', '0.15');
    await setRate('CHF', 'USD', '1.25');
    const reais = aVariant(ordering, { shippingMinor: '100' });
    const dollars = aVariant(ordering, { currency: 'USD', shippingMinor: '0' });
    const own = aVariant(ordering, {
      prices: [{ amountMinor: '90', currency: 'CHF' }],
      shippingMinor: '0',
      storeId: reais.storeId,
    });
    const lines = [reais, dollars, own].map(({ variantId }) => ({ variantId, quantity: 2 }));
    const cart = await aCart(lines, buyer, 'CHF');
    expect(cart.lines.map(({ unitPrice }) => unitPrice.amountMinor)).toEqual(['150', '800', '90']);
    const { total } = await quoted(cart.cartId, buyer);
    expect(total).toEqual({ amountMinor: '2110', currency: 'CHF' });
    const input = { cartId: cart.cartId, shippingAddress: anAddress(), tenders: [card('2110')] };
    const answer = await ordering.call('placeCheckout', input, { ...buyer, key: randomUUID() });
    if (answer.outcome !== 'placed') throw new Error(answer.outcome);
    const orderId = answer.checkout.orders.find(({ storeId }) => storeId === reais.storeId)!.orderId;
    const order = await ordering.call('getOrder', { orderId }, buyer);
    expect(order.lines[0]!.explanations).toMatchObject([
      { kind: 'conversion', from: { amountMinor: '2000', currency: 'BRL' }, rule: { name: '1 BRL = 0.15 CHF' } },
      {
        kind: 'shipping',
        from: { amountMinor: '200', currency: 'BRL' },
        amount: { amountMinor: '30', currency: 'CHF' },
      },
    ]);
    expect(order.totals.total).toEqual({ amountMinor: '510', currency: 'CHF' });
  });

  it('warns when a rate has moved a price, and stays at its price without a rate', async () => {
    const buyer = aBuyer(ordering);
    const { variantId } = aVariant(ordering);
    await setRate('BRL', 'SEK', '2');
    const { cartId } = await aCart([{ variantId, quantity: 1 }], buyer, 'SEK');
    await setRate('BRL', 'SEK', '2.5', new Date(ordering.clock.now().getTime() + 1000));
    expect((await ordering.call('getCart', { cartId }, buyer)).lines[0]!.previousUnitPrice).toBeNull();
    ordering.clock.advance(1000);
    expect((await ordering.call('getCart', { cartId }, buyer)).lines[0]).toMatchObject({
      ...{ unitPrice: { amountMinor: '2500' }, previousUnitPrice: { amountMinor: '2000' } },
    });
  });

  it('takes no goods that it has no rate for, and a cart without a choice takes one currency only', async () => {
    const buyer = aBuyer(ordering);
    const { variantId } = aVariant(ordering);
    await expect(aCart([{ variantId, quantity: 1 }], buyer, 'NOK')).rejects.toEqual(
      refusal('ordering.no_exchange_rate', 'lines.0.variantId'),
    );
    const empty = await aCart([], buyer, 'NOK');
    expect(empty.currency).toBe('NOK');
    const add = ordering.call('setCartLine', { cartId: empty.cartId, variantId, quantity: 1 }, buyer);
    await expect(add).rejects.toEqual(refusal('ordering.no_exchange_rate', 'variantId'));
  });
});
