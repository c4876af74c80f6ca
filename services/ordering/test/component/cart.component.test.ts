import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { type Ordering, startOrdering } from '../builders/ordering.ts';
import { refusal } from '../builders/refusal.ts';
import { aBuyer, anAddress, aStore, aVariant, card, placed } from '../builders/shop.ts';

const DAY_MS = 86_400_000;
let ordering: Ordering;
beforeAll(async () => {
  ordering = await startOrdering();
});
afterAll(() => ordering.stop());

describe('a cart', () => {
  it('is opened by nobody in particular, who gets the token that opens it again', async () => {
    const { variantId } = aVariant(ordering);
    const created = await ordering.call('createCart', { lines: [{ variantId, quantity: 1 }] });
    expect(created.guestToken).toMatch(/^[\w-]{43}$/);
    const guest = { guest: created.guestToken! };
    expect(await ordering.call('getCart', { cartId: created.cart.cartId }, guest)).toEqual(created.cart);
    const [row] = await ordering.db.query<{ owner: string }>('SELECT owner FROM cart WHERE cart_id = $1', [
      created.cart.cartId,
    ]);
    expect(row!.owner).toMatch(/^guest:[0-9a-f]{64}$/);
    expect(row!.owner).not.toContain(created.guestToken);
  });

  it('gives two strangers who happen on the same key a cart each', async () => {
    const first = await ordering.call('createCart', {}, { key: 'same' });
    const second = await ordering.call('createCart', {}, { key: 'same' });
    expect(second.guestToken).not.toBe(first.guestToken);
  });

  it('answers a member who repeats a key with the same cart', async () => {
    const buyer = { ...aBuyer(ordering), key: 'k' };
    const first = await ordering.call('createCart', {}, buyer);
    expect(await ordering.callRaw('createCart', {}, buyer)).toEqual({ output: first, replayed: true });
    const { variantId } = aVariant(ordering);
    await expect(ordering.call('createCart', { lines: [{ variantId, quantity: 1 }] }, buyer)).rejects.toEqual(
      refusal('idempotency.key_reused'),
    );
  });

  it('does not exist for others', async () => {
    const owner = aBuyer(ordering);
    const { variantId } = aVariant(ordering);
    const { cart } = await ordering.call('createCart', { lines: [{ variantId, quantity: 1 }] }, owner);
    const { cartId } = cart;
    for (const stranger of [aBuyer(ordering), { guest: 'a-token-of-somebody-else' }]) {
      await expect(ordering.call('getCart', { cartId }, stranger)).rejects.toEqual(
        refusal('ordering.cart_not_found', 'cartId'),
      );
      await expect(ordering.call('setCartLine', { cartId, variantId, quantity: 9 }, stranger)).rejects.toEqual(
        refusal('ordering.cart_not_found'),
      );
      await expect(ordering.call('quoteCheckout', { cartId, shippingAddress: anAddress() }, stranger)).rejects.toEqual(
        refusal('ordering.cart_not_found'),
      );
      const checkout = { cartId, shippingAddress: anAddress(), tenders: [card('1500')] };
      await expect(ordering.call('placeCheckout', checkout, { ...stranger, key: 'k' })).rejects.toEqual(
        refusal('ordering.cart_not_found'),
      );
    }
    await expect(ordering.call('getCart', { cartId })).rejects.toEqual(refusal('access.sign_in_required'));
    expect((await ordering.call('getCart', { cartId }, owner)).lines).toHaveLength(1);
    await expect(ordering.call('getCart', { cartId: randomUUID() }, owner)).rejects.toEqual(
      refusal('ordering.cart_not_found'),
    );
  });

  it('adds up the same variant given twice, up to the limit of a line', async () => {
    const buyer = aBuyer(ordering);
    const { variantId } = aVariant(ordering);
    const lines = (...quantities: number[]) => ({ lines: quantities.map((quantity) => ({ variantId, quantity })) });
    expect((await ordering.call('createCart', lines(6000, 4000), buyer)).cart.lines).toMatchObject([
      { quantity: 10_000 },
    ]);
    await expect(ordering.call('createCart', lines(6000, 4001), buyer)).rejects.toEqual(
      refusal('ordering.too_many_units', 'lines.1.quantity'),
    );
    await expect(ordering.callRaw('createCart', lines(10_001), buyer)).rejects.toMatchObject({ kind: 'invalid' });
    await expect(ordering.callRaw('createCart', lines(1.5), buyer)).rejects.toMatchObject({ kind: 'invalid' });
    await expect(ordering.callRaw('createCart', lines(-1), buyer)).rejects.toMatchObject({ kind: 'invalid' });
  });

  it('holds as many variants as the limit says and not one more', async () => {
    const buyer = aBuyer(ordering);
    const storeId = aStore(ordering);
    const variants = Array.from({ length: 101 }, () => aVariant(ordering, { storeId }).variantId);
    const lines = variants.slice(0, 100).map((variantId) => ({ variantId, quantity: 1 }));
    const { cart } = await ordering.call('createCart', { lines }, buyer);
    expect(cart.lines.map((line) => line.variantId)).toEqual(variants.slice(0, 100));
    const oneMore = { cartId: cart.cartId, variantId: variants[100]!, quantity: 1 };
    await expect(ordering.call('setCartLine', oneMore, buyer)).rejects.toEqual(refusal('ordering.too_many_lines'));
    await ordering.call('setCartLine', { cartId: cart.cartId, variantId: variants[7]!, quantity: 0 }, buyer);
    expect((await ordering.call('setCartLine', oneMore, buyer)).lines.at(-1)).toMatchObject({
      variantId: variants[100],
    });
  });

  it('is in one currency and takes only what is for sale', async () => {
    const buyer = aBuyer(ordering);
    const { cart } = await ordering.call(
      'createCart',
      { lines: [{ variantId: aVariant(ordering).variantId, quantity: 1 }] },
      buyer,
    );
    const put = (variantId: string) =>
      ordering.call('setCartLine', { cartId: cart.cartId, variantId, quantity: 1 }, buyer);
    await expect(put(aVariant(ordering, { currency: 'USD' }).variantId)).rejects.toEqual(
      refusal('ordering.currency_mismatch', 'variantId'),
    );
    await expect(put(aVariant(ordering, { sellable: false }).variantId)).rejects.toEqual(
      refusal('ordering.not_sellable', 'variantId'),
    );
    await expect(put(randomUUID())).rejects.toEqual(refusal('ordering.variant_not_found', 'variantId'));
    await expect(put(aVariant(ordering, { priceMinor: '1000000000000' }).variantId)).rejects.toEqual(
      refusal('ordering.amount_too_large'),
    );
    expect((await ordering.call('getCart', { cartId: cart.cartId }, buyer)).lines).toEqual(cart.lines);
  });

  it('warns of a changed price until the line is set again, and keeps what left the market in sight', async () => {
    const buyer = aBuyer(ordering);
    const { variantId } = aVariant(ordering, { priceMinor: '1000', title: 'Old lamp' });
    const { cart } = await ordering.call('createCart', { lines: [{ variantId, quantity: 2 }] }, buyer);
    const described = ordering.neighbours.variants.get(variantId)!;
    ordering.neighbours.variants.set(variantId, { ...described, price: { amountMinor: '1200', currency: 'BRL' } });
    const warned = await ordering.call('getCart', { cartId: cart.cartId }, buyer);
    expect(warned).toMatchObject({
      itemsTotal: { amountMinor: '2400' },
      lines: [{ unitPrice: { amountMinor: '1200' }, previousUnitPrice: { amountMinor: '1000' } }],
    });
    const set = await ordering.call('setCartLine', { cartId: cart.cartId, variantId, quantity: 1 }, buyer);
    expect(set.lines).toMatchObject([{ previousUnitPrice: null, quantity: 1 }]);
    ordering.neighbours.variants.delete(variantId);
    expect((await ordering.call('getCart', { cartId: cart.cartId }, buyer)).lines).toMatchObject([
      { title: 'Old lamp', sellable: false },
    ]);
    expect(await ordering.call('setCartLine', { cartId: cart.cartId, variantId, quantity: 0 }, buyer)).toMatchObject({
      lines: [],
      currency: null,
    });
  });

  it('expires 30 days after the last change: then it can be seen but not used', async () => {
    const own = await startOrdering();
    const buyer = aBuyer(own);
    const { variantId } = aVariant(own);
    const { cart } = await own.call('createCart', { lines: [{ variantId, quantity: 1 }] }, buyer);
    const { cartId } = cart;
    const set = (quantity: number) => own.call('setCartLine', { cartId, variantId, quantity }, buyer);
    own.clock.advance(30 * DAY_MS - 1);
    await set(2);
    own.clock.advance(30 * DAY_MS);
    await expect(set(3)).rejects.toEqual(refusal('ordering.cart_expired'));
    const checkout = { cartId, shippingAddress: anAddress(), tenders: [card('2500')] };
    await expect(own.call('placeCheckout', checkout, { ...buyer, key: 'k' })).rejects.toEqual(
      refusal('ordering.cart_expired'),
    );
    expect(await own.call('getCart', { cartId }, buyer)).toMatchObject({ status: 'expired', lines: [{ quantity: 2 }] });
    await own.stop();
  });

  it('is closed once it was checked out', async () => {
    const buyer = aBuyer(ordering);
    const { variantId } = aVariant(ordering);
    const { cartId } = await placed(ordering, buyer, [{ variantId, quantity: 1 }]);
    await expect(ordering.call('setCartLine', { cartId, variantId, quantity: 2 }, buyer)).rejects.toEqual(
      refusal('ordering.cart_closed'),
    );
    expect(await ordering.call('getCart', { cartId }, buyer)).toMatchObject({ status: 'checked_out' });
  });
});

describe('merging carts after a sign-in', () => {
  const guestCart = async (lines: { variantId: string; quantity: number }[]) => {
    const { cart, guestToken } = await ordering.call('createCart', { lines });
    return { guestCartId: cart.cartId, guestToken: guestToken! };
  };

  it('adds up quantities in the open cart the member used last, and closes the guest cart', async () => {
    const member = aBuyer(ordering);
    const [shared, other] = [aVariant(ordering).variantId, aVariant(ordering).variantId];
    const { cart } = await ordering.call('createCart', { lines: [{ variantId: shared, quantity: 2 }] }, member);
    const guest = await guestCart([
      { variantId: shared, quantity: 3 },
      { variantId: other, quantity: 1 },
    ]);
    const merged = await ordering.call('mergeCart', guest, member);
    expect(merged.cartId).toBe(cart.cartId);
    expect(merged.lines.map(({ variantId, quantity }) => [variantId, quantity])).toEqual([
      [shared, 5],
      [other, 1],
    ]);
    await expect(ordering.call('mergeCart', guest, member)).rejects.toEqual(refusal('ordering.cart_closed'));
    expect(await ordering.call('getCart', { cartId: guest.guestCartId }, { guest: guest.guestToken })).toMatchObject({
      status: 'merged',
    });
  });

  it('makes a cart for a member who has none', async () => {
    const member = aBuyer(ordering);
    const merged = await ordering.call(
      'mergeCart',
      await guestCart([{ variantId: aVariant(ordering).variantId, quantity: 1 }]),
      member,
    );
    expect(await ordering.call('getCart', { cartId: merged.cartId }, member)).toEqual(merged);
  });

  it('refuses carts of others, another currency and too many units, and changes nothing', async () => {
    const member = aBuyer(ordering);
    const { variantId } = aVariant(ordering);
    const { cart } = await ordering.call('createCart', { lines: [{ variantId, quantity: 10_000 }] }, member);
    const guest = await guestCart([{ variantId, quantity: 1 }]);
    const merge = (input: object) => ordering.call('mergeCart', { ...guest, ...input }, member);
    await expect(merge({})).rejects.toEqual(refusal('ordering.too_many_units'));
    await expect(merge({ guestToken: 'not-the-token-of-this-cart' })).rejects.toEqual(
      refusal('ordering.cart_not_found', 'guestCartId'),
    );
    const foreign = await ordering.call('createCart', {}, aBuyer(ordering));
    await expect(merge({ intoCartId: foreign.cart.cartId })).rejects.toEqual(refusal('ordering.cart_not_found'));
    await expect(merge({ intoCartId: guest.guestCartId })).rejects.toEqual(
      refusal('ordering.cart_not_found', 'intoCartId'),
    );
    const dollars = await guestCart([{ variantId: aVariant(ordering, { currency: 'USD' }).variantId, quantity: 1 }]);
    await expect(merge(dollars)).rejects.toEqual(refusal('ordering.currency_mismatch'));
    expect(await ordering.call('getCart', { cartId: cart.cartId }, member)).toEqual(cart);
    expect(await ordering.call('getCart', { cartId: guest.guestCartId }, { guest: guest.guestToken })).toMatchObject({
      status: 'open',
    });
  });
});
