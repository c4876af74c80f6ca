import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { flatRateByCountry } from '../../src/domain/index.ts';
import { createSecrets } from '../../src/infrastructure/secrets/secrets.ts';
import { type Caller, type Ordering, startOrdering } from '../builders/ordering.ts';
import { refusal } from '../builders/refusal.ts';
import { aBuyer, anAddress, aVariant, card, placed } from '../builders/shop.ts';

let ordering: Ordering;
beforeAll(async () => {
  ordering = await startOrdering();
});
beforeEach(() => {
  ordering.neighbours.beforeReserve = () => Promise.resolve();
  ordering.neighbours.calls.length = 0;
});
afterAll(() => ordering.stop());

type Prepared = { cartId: string; buyer: Caller; variantId: string; input: Parameters<typeof place>[0] };
const place = (
  input: {
    cartId: string;
    shippingAddress: ReturnType<typeof anAddress>;
    tenders: ReturnType<typeof card>[];
    email?: string;
    expectedTotalMinor?: string;
  },
  caller: Caller & { key?: string },
) => ordering.call('placeCheckout', input, { key: randomUUID(), ...caller });

/** Two mugs at ten each with five shipping: 2500 altogether. */
async function aFullCart(buyer = aBuyer(ordering)): Promise<Prepared> {
  const { variantId } = aVariant(ordering);
  const { cart } = await ordering.call('createCart', { lines: [{ variantId, quantity: 2 }] }, buyer);
  return {
    cartId: cart.cartId,
    buyer,
    variantId,
    input: { cartId: cart.cartId, shippingAddress: anAddress(), tenders: [card('2500')] },
  };
}

const countOf = async (table: string, where: string, value: string) =>
  Number(
    (await ordering.db.query<{ n: bigint }>(`SELECT count(*) AS n FROM ${table} WHERE ${where} = $1`, [value]))[0]!.n,
  );
const toldOf = async (checkoutId: string) =>
  (await ordering.published('checkoutPlaced')).filter((event) => event.checkoutId === checkoutId);

async function expectNothingChanged({ cartId, buyer }: Prepared) {
  expect(await ordering.call('getCart', { cartId }, buyer)).toMatchObject({ status: 'open' });
  expect(await countOf('checkout', 'cart_id', cartId)).toBe(0);
}

describe('placing a checkout', () => {
  it('makes one order per store with names from the stores, asked for once', async () => {
    const buyer = aBuyer(ordering);
    const [first, second] = [aVariant(ordering), aVariant(ordering, { shippingMinor: '70' })];
    const lines = [
      { variantId: first.variantId, quantity: 1 },
      { variantId: second.variantId, quantity: 2 },
    ];
    const { checkout } = await placed(ordering, buyer, lines);
    expect(checkout.total).toEqual({ amountMinor: '3640', currency: 'BRL' });
    expect(new Set(checkout.orders.map((order) => order.storeId))).toEqual(new Set([first.storeId, second.storeId]));
    for (const order of checkout.orders) {
      expect(order.storeName).toBe(ordering.neighbours.stores.get(order.storeId)!.name);
      expect(order.orderNumber).toMatch(/^H-[0-9A-HJKMNP-TV-Z]{8}$/);
    }
    const [event] = await toldOf(checkout.checkoutId);
    expect(event!.orders.map((order) => order.orderId).sort()).toEqual(
      checkout.orders.map((order) => order.orderId).sort(),
    );
    expect(event!.tenders).toEqual([card('3640')]);
    await placed(ordering, buyer, lines);
    expect(ordering.neighbours.calls.filter((name) => name === 'stores.describeStores')).toHaveLength(1);
  });

  it('takes the store name that an event told', async () => {
    const { buyer, variantId, input } = await aFullCart();
    const { storeId } = ordering.neighbours.variants.get(variantId)!;
    await placed(ordering, buyer, [{ variantId, quantity: 1 }]);
    await ordering.deliver('storeChanged', {
      storeId,
      name: 'Renamed',
      slug: 'renamed',
      status: 'approved',
      currency: 'BRL',
      ownerIds: [],
    });
    expect(await place(input, buyer)).toMatchObject({ checkout: { orders: [{ storeName: 'Renamed' }] } });
  });

  it('uses the address of a member unless another is given, and wants one of a guest', async () => {
    const { buyer, input } = await aFullCart();
    const answer = await place(input, buyer);
    if (answer.outcome !== 'placed') throw new Error(answer.outcome);
    const order = await ordering.call('getOrder', { orderId: answer.checkout.orders[0]!.orderId }, buyer);
    expect(order.email).toBe(`${buyer.user}@example.com`);

    const { variantId } = aVariant(ordering);
    const { cart, guestToken } = await ordering.call('createCart', { lines: [{ variantId, quantity: 1 }] });
    const guest = { guest: guestToken! };
    const guestInput = { cartId: cart.cartId, shippingAddress: anAddress(), tenders: [card('1500')] };
    await expect(place(guestInput, guest)).rejects.toEqual(refusal('ordering.email_required', 'email'));
    expect(await place({ ...guestInput, email: 'guest@example.com' }, guest)).toMatchObject({ outcome: 'placed' });
    expect((await ordering.call('listMyOrders', {}, guest)).items).toHaveLength(1);
  });

  it('demands a key', async () => {
    const { buyer, input } = await aFullCart();
    await expect(ordering.call('placeCheckout', input, buyer)).rejects.toEqual(refusal('idempotency.key_required'));
  });

  it('answers with the price that changed and does nothing', async () => {
    const cart = await aFullCart();
    const { buyer, input, variantId } = cart;
    const described = ordering.neighbours.variants.get(variantId)!;
    ordering.neighbours.variants.set(variantId, { ...described, price: { amountMinor: '1100', currency: 'BRL' } });
    const answer = await place({ ...input, expectedTotalMinor: '2500' }, buyer);
    expect(answer).toMatchObject({
      outcome: 'price_changed',
      total: { amountMinor: '2700' },
      cart: { lines: [{ previousUnitPrice: { amountMinor: '1000' } }] },
    });
    expect(ordering.neighbours.calls).not.toContain('inventory.reserve');
    await expectNothingChanged(cart);
  });

  it('tells in words what is short, holds nothing, and can be tried again under the same key', async () => {
    const cart = await aFullCart();
    const { buyer, input, variantId } = cart;
    ordering.neighbours.stock.set(variantId, 1);
    const caller = { ...buyer, key: 'again' };
    const answer = await place(input, caller);
    expect(answer).toEqual({
      outcome: 'stock_short',
      message: 'Only 1 of “Blue mug” is left; you asked for 2.',
      lines: [{ variantId, title: 'Blue mug', requested: 2, available: 1 }],
    });
    await expectNothingChanged(cart);
    ordering.neighbours.stock.set(variantId, 2);
    expect(await place(input, caller)).toMatchObject({ outcome: 'placed' });
  });

  it.each([
    ['ordering.tenders_do_not_match', 'tenders', { tenders: [card('2499')] }],
    ['ordering.tenders_do_not_match', 'tenders', { tenders: [card('2500'), card('1')] }],
    [
      'request.invalid',
      'tenders.0.token',
      { tenders: [{ ...card('2500'), token: 'a\u0000b' } as ReturnType<typeof card>] },
    ],
    [
      'request.invalid',
      'tenders.0.token',
      { tenders: [{ ...card('2500'), token: 'a\ud800b' } as ReturnType<typeof card>] },
    ],
  ])('refuses with %s where %s is wrong', async (code, field, change) => {
    const cart = await aFullCart();
    await expect(place({ ...cart.input, ...change }, cart.buyer)).rejects.toEqual(refusal(code, field));
    await expectNothingChanged(cart);
  });

  it('refuses an empty cart and what left the market since', async () => {
    const cart = await aFullCart();
    const described = ordering.neighbours.variants.get(cart.variantId)!;
    ordering.neighbours.variants.set(cart.variantId, { ...described, sellable: false });
    await expect(place(cart.input, cart.buyer)).rejects.toEqual(refusal('ordering.not_sellable', 'cartId'));
    await ordering.call('setCartLine', { cartId: cart.cartId, variantId: cart.variantId, quantity: 0 }, cart.buyer);
    await expect(place(cart.input, cart.buyer)).rejects.toEqual(refusal('ordering.cart_empty', 'cartId'));
    await expectNothingChanged(cart);
  });

  it('follows the policies it is given', async () => {
    const own = await startOrdering({ pricing: { tax: flatRateByCountry({ BR: 1000 }) } });
    const { checkout } = await placed(own, aBuyer(own), [{ variantId: aVariant(own).variantId, quantity: 1 }]);
    expect(checkout.total.amountMinor).toBe('1650');
    await own.stop();
  });

  it('takes another order number when one is taken already', async () => {
    const numbers = ['H-TAKEN', 'H-TAKEN', 'H-TAKEN', 'H-FREE'];
    const own = await startOrdering({ secrets: { ...createSecrets(), orderNumber: () => numbers.shift()! } });
    const buyer = aBuyer(own);
    const { variantId } = aVariant(own);
    const lines = [{ variantId, quantity: 1 }];
    expect((await placed(own, buyer, lines)).checkout.orders[0]!.orderNumber).toBe('H-TAKEN');
    expect((await placed(own, buyer, lines)).checkout.orders[0]!.orderNumber).toBe('H-FREE');
    expect(own.neighbours.calls).not.toContain('inventory.release');
    await own.stop();
  });

  it('stores nothing of the payment method', async () => {
    const { buyer, input } = await aFullCart();
    await place({ ...input, tenders: [{ ...card('2500'), token: 'tok_secret_1' } as ReturnType<typeof card>] }, buyer);
    for (const table of ['checkout', 'customer_order', 'order_event', 'cart', 'idempotency_key']) {
      const found = await ordering.db.query(`SELECT 1 FROM ${table} t WHERE t::text LIKE '%tok_secret_1%'`);
      expect(found).toEqual([]);
    }
  });
});

describe('one cart is one checkout', () => {
  it('for the same key, which says that it is a replay, and never for another body under it', async () => {
    const { buyer, input, cartId } = await aFullCart();
    const caller = { ...buyer, key: 'one' };
    const first = await ordering.callRaw('placeCheckout', input, caller);
    expect(await ordering.callRaw('placeCheckout', input, caller)).toEqual({ output: first.output, replayed: true });
    await expect(place({ ...input, shippingAddress: anAddress('DE') }, caller)).rejects.toEqual(
      refusal('idempotency.key_reused'),
    );
    expect(await countOf('checkout', 'cart_id', cartId)).toBe(1);
    expect(await toldOf((first.output as { checkout: { checkoutId: string } }).checkout.checkoutId)).toHaveLength(1);
  });

  it.each(['with one key', 'with a key each'])('for twenty twins at once, %s', async (kind) => {
    const { buyer, input, cartId } = await aFullCart();
    const twins = Array.from({ length: 20 }, (_twin, index) => ({
      ...buyer,
      key: kind === 'with one key' ? `t-${cartId}` : `t-${cartId}-${index}`,
    }));
    const answers = await Promise.all(twins.map((twin) => place(input, twin)));
    const ids = new Set(
      answers.map((answer) => (answer.outcome === 'placed' ? answer.checkout.checkoutId : answer.outcome)),
    );
    expect(ids.size).toBe(1);
    const [checkoutId] = ids;
    expect(await countOf('checkout', 'cart_id', cartId)).toBe(1);
    expect(await countOf('customer_order', 'checkout_id', checkoutId!)).toBe(1);
    expect(await toldOf(checkoutId!)).toHaveLength(1);
    const [order] = await ordering.db.query<{ order_id: string }>(
      'SELECT order_id FROM customer_order WHERE checkout_id = $1',
      [checkoutId],
    );
    expect(ordering.neighbours.held.get(checkoutId!)?.orders.map((held) => held.orderId)).toEqual([order!.order_id]);
    expect(ordering.neighbours.calls).not.toContain('inventory.release');
  });

  it('also when one key is used for two bodies at the same moment', async () => {
    const { buyer, input, cartId } = await aFullCart();
    const other = { ...input, shippingAddress: anAddress('DE') };
    const settled = await Promise.allSettled([input, other].map((body) => place(body, { ...buyer, key: 'two' })));
    const refused = settled.filter((result) => result.status === 'rejected');
    expect(refused.map((result) => result.reason.code)).toEqual(['idempotency.key_reused']);
    expect(await countOf('checkout', 'cart_id', cartId)).toBe(1);
    expect(ordering.neighbours.calls).not.toContain('inventory.release');
  });

  it('sells what is in the cart at the moment of writing, not what was priced', async () => {
    const { buyer, input, cartId, variantId } = await aFullCart();
    let isFirst = true;
    ordering.neighbours.beforeReserve = async () => {
      if (isFirst) await ordering.call('setCartLine', { cartId, variantId, quantity: 3 }, buyer);
      isFirst = false;
    };
    const answer = await place(input, buyer);
    expect(answer).toMatchObject({ outcome: 'price_changed', total: { amountMinor: '3500' } });
    expect(ordering.neighbours.calls).toContain('inventory.release');
    expect(await countOf('checkout', 'cart_id', cartId)).toBe(0);
  });

  it('is left alone by a tab that still shows the cart as it was', async () => {
    const { buyer, input, cartId, variantId } = await aFullCart();
    let isStale = true;
    ordering.neighbours.beforeReserve = async () => {
      if (!isStale) return;
      isStale = false;
      ordering.clock.advance(10);
      await ordering.call('setCartLine', { cartId, variantId, quantity: 3 }, buyer);
      expect(await place({ ...input, tenders: [card('3500')] }, buyer)).toMatchObject({ outcome: 'placed' });
    };
    const answer = await place(input, buyer);
    if (answer.outcome !== 'placed') throw new Error(answer.outcome);
    expect(answer.checkout.total.amountMinor).toBe('3500');
    const held = ordering.neighbours.held.get(answer.checkout.checkoutId)!;
    expect(held.orders).toEqual([{ orderId: answer.checkout.orders[0]!.orderId, lines: [{ variantId, quantity: 3 }] }]);
    expect(await countOf('checkout', 'cart_id', cartId)).toBe(1);
  });

  it('gives up on a cart that changes each time it looks', async () => {
    const { buyer, input, cartId } = await aFullCart();
    const { variantId: other } = aVariant(ordering);
    ordering.neighbours.beforeReserve = async () => {
      await ordering.call('setCartLine', { cartId, variantId: other, quantity: 1 }, buyer);
      await ordering.call('setCartLine', { cartId, variantId: other, quantity: 0 }, buyer);
    };
    await expect(place(input, buyer)).rejects.toEqual(refusal('ordering.cart_changed'));
  });

  it('gives the promised stock back when it cannot be written', async () => {
    const own = await startOrdering();
    const { variantId } = aVariant(own);
    const buyer = aBuyer(own);
    const { cart } = await own.call('createCart', { lines: [{ variantId, quantity: 1 }] }, buyer);
    await own.db.query('ALTER TABLE customer_order ADD CONSTRAINT broken CHECK (false) NOT VALID');
    const input = { cartId: cart.cartId, shippingAddress: anAddress(), tenders: [card('1500')] };
    await expect(own.call('placeCheckout', input, { ...buyer, key: 'k' })).rejects.toMatchObject({ code: '23514' });
    expect(own.neighbours.held.size).toBe(0);
    expect(await own.call('getCart', { cartId: cart.cartId }, buyer)).toMatchObject({ status: 'open' });
    await own.db.query('ALTER TABLE customer_order DROP CONSTRAINT broken');
    expect(await own.call('placeCheckout', input, { ...buyer, key: 'k' })).toMatchObject({ outcome: 'placed' });
    await own.stop();
  });
});

describe('a checkout', () => {
  it('is seen by who placed it only', async () => {
    const { buyer, input } = await aFullCart();
    const answer = await place(input, buyer);
    if (answer.outcome !== 'placed') throw new Error(answer.outcome);
    const { checkoutId } = answer.checkout;
    expect(await ordering.call('getCheckout', { checkoutId }, buyer)).toEqual(answer.checkout);
    await expect(ordering.call('getCheckout', { checkoutId }, aBuyer(ordering))).rejects.toEqual(
      refusal('ordering.checkout_not_found'),
    );
    await expect(ordering.call('getCheckout', { checkoutId: randomUUID() }, buyer)).rejects.toEqual(
      refusal('ordering.checkout_not_found'),
    );
  });
});
