import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { InputOf, orderingContract } from '@haat/contracts';
import { type Caller, type Ordering, START, startOrdering } from '../builders/ordering.ts';
import { refusal } from '../builders/refusal.ts';
import { aBuyer, aMember, anAddress, aStore, aVariant, card } from '../builders/shop.ts';

let ordering: Ordering;
beforeAll(async () => {
  ordering = await startOrdering();
});
afterAll(() => ordering.stop());

type Wish = Partial<InputOf<typeof orderingContract.procedures.createPromotion>>;
const TEN_PERCENT = { kind: 'percentage', rateBasisPoints: 1000 } as const;

const promote = (storeId: string, wish: Wish = {}, by = aMember(ordering, storeId, 'manager')) =>
  ordering.call('createPromotion', { storeId, name: 'Ten per cent', benefit: TEN_PERCENT, ...wish }, by);

async function aCart(variantId: string, buyer: Caller, quantity = 1) {
  const { cart } = await ordering.call('createCart', { lines: [{ variantId, quantity }] }, buyer);
  return cart;
}

const applied = (cartId: string, code: string, buyer: Caller) => ordering.call('applyCoupon', { cartId, code }, buyer);

/** Places a cart for the total that it is quoted at. */
async function place(cartId: string, buyer: Caller, email?: string) {
  const shippingAddress = anAddress();
  const { total } = await ordering.call('quoteCheckout', { cartId, shippingAddress }, buyer);
  const tenders = [card(total.amountMinor)];
  const input = { cartId, shippingAddress, tenders, ...(email && { email }) };
  return ordering.call('placeCheckout', input, { ...buyer, key: randomUUID() });
}

const usesOf = async (storeId: string) => {
  const page = await ordering.call('listPromotions', { storeId }, aMember(ordering, storeId, 'staff'));
  return page.items.map(({ uses }) => uses);
};

describe('a promotion', () => {
  it('shows in cart, quote and order what it takes off, and the order keeps it', async () => {
    const buyer = aBuyer(ordering);
    const { storeId, variantId } = aVariant(ordering, { shippingMinor: '200' });
    const promotion = await promote(storeId);
    const cart = await aCart(variantId, buyer, 3);
    const rule = { id: promotion.promotionId, name: 'Ten per cent' };
    expect(cart).toMatchObject({ itemsTotal: { amountMinor: '2700' }, discount: { amountMinor: '300' } });
    const quote = await ordering.call('quoteCheckout', { cartId: cart.cartId, shippingAddress: anAddress() }, buyer);
    expect(quote.stores[0]).toMatchObject({
      ...{ items: { amountMinor: '2700' }, discount: { amountMinor: '300' }, total: { amountMinor: '3300' } },
      lines: [{ explanations: [{ kind: 'price' }, { kind: 'discount', rule }, { kind: 'shipping' }] }],
    });
    const answer = await place(cart.cartId, buyer);
    if (answer.outcome !== 'placed') throw new Error(answer.outcome);
    await ordering.call(
      'endPromotion',
      { storeId, promotionId: promotion.promotionId },
      aMember(ordering, storeId, 'owner'),
    );
    const { orderId } = answer.checkout.orders[0]!;
    const order = await ordering.call('getOrder', { orderId }, buyer);
    expect(order).toMatchObject({
      totals: { items: { amountMinor: '2700' }, discount: { amountMinor: '300' }, total: { amountMinor: '3300' } },
      lines: [
        { itemsTotal: { amountMinor: '2700' }, explanations: [{ kind: 'price' }, { rule }, { kind: 'shipping' }] },
      ],
    });
    const [told] = (await ordering.published('checkoutPlaced')).filter(({ orders }) => orders[0]!.orderId === orderId);
    expect(told!.orders[0]!.lines[0]).toMatchObject({
      items: { amountMinor: '2700' },
      shipping: { amountMinor: '600' },
    });
    expect((await aCart(variantId, buyer)).discount).toEqual({ amountMinor: '0', currency: 'BRL' });
  });

  it('costs the usual checkout nothing: no explanation is stored where there is nothing to explain', async () => {
    const buyer = aBuyer(ordering);
    const { variantId } = aVariant(ordering);
    const answer = await place((await aCart(variantId, buyer)).cartId, buyer);
    if (answer.outcome !== 'placed') throw new Error(answer.outcome);
    const { orderId } = answer.checkout.orders[0]!;
    const [row] = await ordering.db.query<{ data: object }>('SELECT data FROM order_event WHERE order_id = $1', [
      orderId,
    ]);
    expect(JSON.stringify(row!.data)).not.toMatch(/explanations|discount/);
    const order = await ordering.call('getOrder', { orderId }, buyer);
    expect(order.lines[0]!.explanations.map(({ kind }) => kind)).toEqual(['price', 'shipping']);
  });

  it('is listed newest first, by status, in pages; only for members', async () => {
    const storeId = aStore(ordering);
    const staff = aMember(ordering, storeId, 'staff');
    const later = new Date(START.getTime() + 1000).toISOString();
    const made = [await promote(storeId), await promote(storeId, { startsAt: later }), await promote(storeId)];
    const ids = made.map(({ promotionId }) => promotionId).reverse();
    const first = await ordering.call('listPromotions', { storeId, limit: 2 }, staff);
    expect(first.items.map(({ promotionId }) => promotionId)).toEqual(ids.slice(0, 2));
    const rest = await ordering.call('listPromotions', { storeId, cursor: first.nextCursor! }, staff);
    expect([rest.items.map(({ promotionId }) => promotionId), rest.nextCursor]).toEqual([ids.slice(2), null]);
    const scheduled = await ordering.call('listPromotions', { storeId, status: 'scheduled' }, staff);
    expect(scheduled.items.map(({ startsAt }) => startsAt)).toEqual([later]);
    await expect(promote(storeId, {}, staff)).rejects.toMatchObject({ code: 'access.forbidden' });
    await expect(ordering.call('listPromotions', { storeId, cursor: 'x' }, staff)).rejects.toEqual(
      refusal('ordering.cursor_invalid', 'cursor'),
    );
  });

  it('is refused with a code that is taken, a period that is none, or in a store that is none', async () => {
    const storeId = aStore(ordering);
    await promote(storeId, { code: 'Spring' });
    await expect(promote(storeId, { code: 'SPRING' })).rejects.toEqual(refusal('ordering.coupon_code_taken', 'code'));
    expect((await promote(aStore(ordering), { code: 'spring' })).code).toBe('SPRING');
    const never = promote(storeId, { endsAt: START.toISOString() });
    await expect(never).rejects.toEqual(refusal('ordering.period_invalid', 'endsAt'));
    await expect(promote(randomUUID())).rejects.toEqual(refusal('ordering.store_not_found', 'storeId'));
    const other = ordering.call(
      'endPromotion',
      { storeId, promotionId: (await promote(aStore(ordering))).promotionId },
      aMember(ordering, storeId, 'owner'),
    );
    await expect(other).rejects.toEqual(refusal('ordering.promotion_not_found', 'promotionId'));
  });

  it('names at most a hundred of each kind, and takes nothing off that is not in its range', async () => {
    const storeId = aStore(ordering);
    const named = (count: number) => ({
      conditions: { productIds: Array.from({ length: count }, () => randomUUID()) },
    });
    expect((await promote(storeId, named(100))).conditions.productIds).toHaveLength(100);
    await expect(promote(storeId, named(101))).rejects.toMatchObject({ code: 'request.invalid' });
    for (const rateBasisPoints of [0, 10_001])
      await expect(promote(storeId, { benefit: { kind: 'percentage', rateBasisPoints } })).rejects.toMatchObject({
        code: 'request.invalid',
      });
  });

  it('has a hundred beside it and no more; ending one makes room, and reopening needs it', async () => {
    const storeId = aStore(ordering);
    const by = aMember(ordering, storeId, 'manager');
    const made = await Promise.all(Array.from({ length: 100 }, () => promote(storeId, {}, by)));
    await expect(promote(storeId, {}, by)).rejects.toEqual(refusal('ordering.too_many_promotions'));
    const { promotionId } = await ordering.call('endPromotion', { storeId, promotionId: made[0]!.promotionId }, by);
    await promote(storeId, {}, by);
    const reopened = ordering.call('updatePromotion', { storeId, promotionId, endsAt: null }, by);
    await expect(reopened).rejects.toEqual(refusal('ordering.too_many_promotions'));
    const renamed = await ordering.call('updatePromotion', { storeId, promotionId, name: 'Past' }, by);
    expect(renamed).toMatchObject({ name: 'Past', status: 'ended' });
  });
});

describe('a coupon', () => {
  it('is kept on the cart if it takes something off, whatever the case of its code, and taken off again', async () => {
    const buyer = aBuyer(ordering);
    const { storeId, variantId } = aVariant(ordering);
    await promote(storeId, { code: 'WELCOME-10' });
    const { cartId } = await aCart(variantId, buyer);
    const answer = await applied(cartId, 'welcome-10', buyer);
    expect(answer).toMatchObject({
      outcome: 'applied',
      cart: { itemsTotal: { amountMinor: '900' }, coupons: [{ code: 'WELCOME-10', applied: true, reason: null }] },
    });
    expect((await ordering.call('getCart', { cartId }, buyer)).itemsTotal!.amountMinor).toBe('900');
    const without = await ordering.call('removeCoupon', { cartId, code: 'Welcome-10' }, buyer);
    expect([without.coupons, without.itemsTotal!.amountMinor]).toEqual([[], '1000']);
    await expect(applied(cartId, 'WELCOME-10', aBuyer(ordering))).rejects.toEqual(refusal('ordering.cart_not_found'));
  });

  it('makes room for another of its store, and stands beside those of others', async () => {
    const buyer = aBuyer(ordering);
    const [one, other] = [aVariant(ordering), aVariant(ordering)];
    await promote(one.storeId, { code: 'FIRST' });
    await promote(one.storeId, { code: 'SECOND', benefit: { kind: 'amount', amountMinor: '500' } });
    await promote(other.storeId, { code: 'OTHER' });
    const lines = [one, other].map(({ variantId }) => ({ variantId, quantity: 1 }));
    const { cartId } = (await ordering.call('createCart', { lines }, buyer)).cart;
    for (const code of ['FIRST', 'OTHER', 'SECOND']) await applied(cartId, code, buyer);
    const cart = await ordering.call('getCart', { cartId }, buyer);
    expect(cart.coupons.map(({ code }) => code).sort()).toEqual(['OTHER', 'SECOND']);
    expect(cart.discount!.amountMinor).toBe('600');
  });

  it.each([
    ['unknown_code', 'NOBODY-KNOWS', {}],
    ['minimum_not_reached', 'MIN', { conditions: { minItemsMinor: '1001' } }],
    ['no_matching_items', 'ELSE', { conditions: { productIds: [randomUUID()] } }],
    ['not_started', 'SOON', { startsAt: new Date(START.getTime() + 1).toISOString() }],
  ])('says %s and is not kept where it takes nothing off', async (reason, code, wish) => {
    const buyer = aBuyer(ordering);
    const { storeId, variantId } = aVariant(ordering);
    await promote(storeId, { code: `${code}-X`.slice(0, 40), ...wish });
    const { cartId } = await aCart(variantId, buyer);
    const answer = await applied(cartId, reason === 'unknown_code' ? 'WHAT' : `${code}-X`, buyer);
    expect(answer).toMatchObject({ outcome: 'not_applied', reason, cart: { coupons: [] } });
  });

  it('stays when the cart changes, says why it no longer counts, and a checkout asks for the new price', async () => {
    const buyer = aBuyer(ordering);
    const { storeId, variantId } = aVariant(ordering);
    await promote(storeId, { code: 'TWO', conditions: { minItemsMinor: '2000' } });
    const { cartId } = await aCart(variantId, buyer, 2);
    await applied(cartId, 'TWO', buyer);
    const cart = await ordering.call('setCartLine', { cartId, variantId, quantity: 1 }, buyer);
    expect(cart.coupons).toMatchObject([{ code: 'TWO', applied: false, reason: 'minimum_not_reached' }]);
    const stale = { cartId, shippingAddress: anAddress(), tenders: [card('1400')] };
    const answer = await ordering.call('placeCheckout', stale, { ...buyer, key: randomUUID() });
    expect(answer).toMatchObject({ outcome: 'price_changed', total: { amountMinor: '1500' } });
  });

  it('goes along when a guest signs in, unless the member has one of the store', async () => {
    const { storeId, variantId } = aVariant(ordering);
    await promote(storeId, { code: 'GUEST' });
    const { cart: mine, guestToken } = await ordering.call('createCart', { lines: [{ variantId, quantity: 1 }] });
    await applied(mine.cartId, 'GUEST', { guest: guestToken! });
    const merge = { guestToken: guestToken!, guestCartId: mine.cartId };
    const merged = await ordering.call('mergeCart', merge, aBuyer(ordering));
    expect(merged.coupons).toMatchObject([{ code: 'GUEST', applied: true }]);
  });
});

describe('limited uses', () => {
  it('let exactly one of a hundred buyers have the last one; the others are told the new price', async () => {
    const { storeId, variantId } = aVariant(ordering);
    await promote(storeId, { code: 'LAST', totalLimit: 1 });
    const buyers = Array.from({ length: 100 }, () => aBuyer(ordering));
    const carts = await Promise.all(buyers.map((buyer) => aCart(variantId, buyer)));
    await Promise.all(carts.map(({ cartId }, index) => applied(cartId, 'LAST', buyers[index]!)));
    const answers = await Promise.all(
      carts.map(({ cartId }, index) =>
        ordering.call(
          'placeCheckout',
          { cartId, shippingAddress: anAddress(), tenders: [card('1400')] },
          { ...buyers[index]!, key: randomUUID() },
        ),
      ),
    );
    const outcomes = answers.map(({ outcome }) => outcome);
    expect(outcomes.filter((outcome) => outcome === 'placed')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'price_changed')).toHaveLength(99);
    const told = answers.find((answer) => answer.outcome === 'price_changed');
    expect(told).toMatchObject({ total: { amountMinor: '1500' }, cart: { coupons: [{ reason: 'used_up' }] } });
    expect(await usesOf(storeId)).toEqual([1]);
    const [row] = await ordering.db.query<{ used: number }>('SELECT used FROM promotion WHERE store_id = $1', [
      storeId,
    ]);
    expect(row!.used).toBe(1);
  }, 120_000);

  it('let one buyer with many carts at once have as many as a buyer may', async () => {
    const buyer = aBuyer(ordering);
    const { storeId, variantId } = aVariant(ordering);
    await promote(storeId, { code: 'MINE', perBuyerLimit: 2 });
    const carts = await Promise.all(Array.from({ length: 8 }, () => aCart(variantId, buyer)));
    await Promise.all(carts.map(({ cartId }) => applied(cartId, 'MINE', buyer)));
    const answers = await Promise.all(
      carts.map(({ cartId }) =>
        ordering.call(
          'placeCheckout',
          { cartId, shippingAddress: anAddress(), tenders: [card('1400')] },
          { ...buyer, key: randomUUID() },
        ),
      ),
    );
    expect(answers.filter(({ outcome }) => outcome === 'placed')).toHaveLength(2);
    const again = await aCart(variantId, buyer);
    expect(await applied(again.cartId, 'MINE', buyer)).toMatchObject({ reason: 'used_by_you' });
  });

  it('know a guest by the e-mail address, whatever the token', async () => {
    const { storeId, variantId } = aVariant(ordering);
    await promote(storeId, { code: 'ONCE', perBuyerLimit: 1 });
    const outcomes: string[] = [];
    for (const email of ['ana@example.com', 'Ana@Example.com', 'bia@example.com']) {
      const { cart, guestToken } = await ordering.call('createCart', { lines: [{ variantId, quantity: 1 }] });
      const guest = { guest: guestToken! };
      await applied(cart.cartId, 'ONCE', guest);
      outcomes.push((await place(cart.cartId, guest, email)).outcome);
    }
    expect(outcomes).toEqual(['placed', 'price_changed', 'placed']);
    const rows = await ordering.db.query<{ buyer: string }>('SELECT buyer FROM promotion_use');
    expect(JSON.stringify(rows)).not.toMatch(/ana@/i);
  });

  it('come back when the order is cancelled', async () => {
    const buyer = aBuyer(ordering);
    const { storeId, variantId } = aVariant(ordering);
    await promote(storeId, { code: 'BACK', totalLimit: 1, perBuyerLimit: 1 });
    const first = await aCart(variantId, buyer);
    await applied(first.cartId, 'BACK', buyer);
    const answer = await place(first.cartId, buyer);
    if (answer.outcome !== 'placed') throw new Error(answer.outcome);
    const second = await aCart(variantId, buyer);
    expect(await applied(second.cartId, 'BACK', buyer)).toMatchObject({ reason: 'used_up' });
    const { checkoutId, orders } = answer.checkout;
    await ordering.deliver('paymentFailed', {
      ...{ paymentId: randomUUID(), checkoutId, orderIds: [orders[0]!.orderId] },
      ...{ reason: 'declined', declineCode: null },
    });
    expect(await usesOf(storeId)).toEqual([0]);
    expect(await applied(second.cartId, 'BACK', buyer)).toMatchObject({ outcome: 'applied' });
  });

  it("are for a member's first order at the store where a promotion says so", async () => {
    const buyer = aBuyer(ordering);
    const { storeId, variantId } = aVariant(ordering);
    await promote(storeId, { conditions: { firstOrderOnly: true } });
    const discountFor = async (caller: Caller) => (await aCart(variantId, caller)).discount!.amountMinor;
    expect(await discountFor(buyer)).toBe('100');
    await place((await aCart(variantId, buyer)).cartId, buyer);
    expect(await discountFor(buyer)).toBe('0');
    expect(await discountFor(aBuyer(ordering))).toBe('100');
  });
});
