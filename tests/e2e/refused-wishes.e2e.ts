import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { type CallOptions, createRestClient } from '@haat/client';
import { type Answer, allProcedures, type Input, send, TRANSPORTS } from './support/calls.ts';
import { ADDRESS, as, OPERATOR, tokenOf } from './support/people.ts';
import { comeToRest } from './support/proofs.ts';
import { card, fillCart, listThing, openStore, type Variant } from './support/shop.ts';
import { setStage, type Stage } from './support/stage.ts';
import { until } from './support/until.ts';
import { PEOPLE, raiseVictim } from './support/victim.ts';
import type { Known } from './support/sample-input.ts';

const { buyer, owner } = PEOPLE;
const FORTY_DAYS_MS = 40 * 24 * 60 * 60 * 1000;
const NOBODYS_ID = '01900000-0000-7000-8000-000000000000';

type Refusal = { status?: number; code?: string; problem?: { field?: string; rule?: string } };

/** Well-formed wishes that the rules forbid: each is refused with its code, and nothing is changed. */
describe('a wish that cannot be granted', () => {
  let stage: Stage;
  let known: Known;
  let dollars: Variant;

  beforeAll(async () => {
    stage = await setStage();
    known = await raiseVictim(stage);
    const storeId = await openStore(stage.api, 'dora', 'USD');
    dollars = await listThing(stage.api, { storeId, seller: 'dora', onHand: 10 });
    await comeToRest(stage.tables);
  });

  afterAll(async () => {
    await stage.stop();
    expect(stage.defects).toEqual([]);
  });

  const id = (name: string): string => String(known[name]);
  const expectRefused = async (wishes: Readonly<Record<string, () => Promise<unknown>>>) => {
    const before = await stage.tables.fingerprint();
    const faults: string[] = [];
    for (const [wish, make] of Object.entries(wishes)) {
      const code = wish.split(': ')[1]!;
      const refusal: Refusal = await make().then(
        (granted) => ({ code: `granted ${JSON.stringify(granted).slice(0, 200)}` }),
        (error: Refusal) => error,
      );
      if (refusal.code !== code || !(refusal.status! >= 400 && refusal.status! < 500))
        faults.push(`${wish}: ${refusal.status} ${refusal.code}`);
    }
    expect(faults).toEqual([]);
    expect(await stage.tables.fingerprint()).toEqual(before);
  };
  const key = (person: string): CallOptions => as(person, randomUUID());
  const place = (cartId: string, tenders: ReturnType<typeof card>, who = buyer) =>
    stage.api.ordering.placeCheckout({ cartId, shippingAddress: ADDRESS, tenders }, key(who));

  it('is refused when amounts, currencies or quantities do not fit', async () => {
    const { api } = stage;
    const { cartId } = await fillCart(api, buyer, [{ variantId: id('variantId'), quantity: 1 }]);
    await expectRefused({
      'too little money: ordering.tenders_do_not_match': () => place(cartId, card('1')),
      'too much money: ordering.tenders_do_not_match': () => place(cartId, card('1000000000000')),
      'two currencies in a cart: ordering.currency_mismatch': () =>
        api.ordering.setCartLine({ cartId, variantId: dollars.variantId, quantity: 1 }, key(buyer)),
      'two currencies at once: ordering.currency_mismatch': () =>
        api.ordering.createCart(
          {
            lines: [
              { variantId: dollars.variantId, quantity: 1 },
              { variantId: id('variantId'), quantity: 1 },
            ],
          },
          key(buyer),
        ),
      'more units than a line holds: ordering.too_many_units': () =>
        api.ordering.createCart(
          { lines: [1, 2].map(() => ({ variantId: id('variantId'), quantity: 10_000 })) },
          key(buyer),
        ),
      'a payout of more than there is: payments.insufficient_funds': () =>
        api.payments.requestPayout(
          { storeId: id('storeId'), amount: { amountMinor: '1000000000000', currency: 'EUR' } },
          key(owner),
        ),
      'a payout in another currency: payments.insufficient_funds': () =>
        api.payments.requestPayout(
          { storeId: id('storeId'), amount: { amountMinor: '1', currency: 'USD' } },
          key(owner),
        ),
      'a refund of more units than were sold: payments.too_many_units': () =>
        api.payments.refundOrder(
          { orderId: id('orderId'), lines: [{ orderLineId: id('orderLineId'), quantity: 2 }], reason: 'x' },
          key(owner),
        ),
      'a return of more units than were sold: ordering.too_many_units': () =>
        api.ordering.requestReturn(
          { orderId: id('orderId'), lines: [{ orderLineId: id('orderLineId'), quantity: 10_000 }], reason: 'x' },
          key(buyer),
        ),
      'a split of more than is held: payments.amount_too_large': () =>
        api.payments.decideDispute(
          { disputeId: id('disputeId'), decision: { kind: 'split', refundMinor: '1000000000000' } },
          key(OPERATOR),
        ),
      'less stock than none: inventory.below_reserved': () =>
        api.inventory.adjustStock(
          { storeId: id('storeId'), variantId: id('variantId'), delta: -1_000_000, reason: 'damaged' },
          key(owner),
        ),
      'a period that ends before it begins: payments.period_invalid': () =>
        api.payments.getStatement(
          { storeId: id('storeId'), currency: 'EUR', from: '2027-01-01T00:00:00Z', to: '2026-01-01T00:00:00Z' },
          key(owner),
        ),
    });
  });

  it('is refused when it names what is not there, or not theirs to combine', async () => {
    const { api } = stage;
    const { cartId } = await fillCart(api, buyer, [{ variantId: id('variantId'), quantity: 1 }]);
    await expectRefused({
      'a variant of nobody: ordering.variant_not_found': () =>
        api.ordering.setCartLine({ cartId, variantId: NOBODYS_ID, quantity: 1 }, key(buyer)),
      'a draft: ordering.not_sellable': () =>
        api.ordering.setCartLine({ cartId, variantId: id('draftVariantId'), quantity: 1 }, key(buyer)),
      "another store's variant: inventory.variant_not_found": () =>
        api.inventory.setStock(
          { storeId: id('rivalStoreId'), variantId: id('variantId'), onHand: 1 },
          key(PEOPLE.rival),
        ),
      "another store's product: catalog.product_not_found": () =>
        api.catalog.updateProduct(
          { storeId: id('rivalStoreId'), productId: id('productId'), title: 'Mine' },
          key(PEOPLE.rival),
        ),
      "another order's line: payments.line_not_found": () =>
        api.payments.refundOrder(
          { orderId: id('orderId'), lines: [{ orderLineId: id('deliveredLineId'), quantity: 1 }], reason: 'x' },
          key(owner),
        ),
      "another's return: ordering.return_not_found": () =>
        api.ordering.decideReturn({ orderId: id('orderId'), returnId: NOBODYS_ID, accept: true }, key(owner)),
      'a category of nobody: catalog.category_not_found': () =>
        api.catalog.updateProduct(
          { storeId: id('storeId'), productId: id('productId'), categoryId: NOBODYS_ID },
          key(owner),
        ),
      'a slug that is taken: stores.slug_taken': async () =>
        api.stores.applyForStore(
          {
            slug: (await api.stores.getStore({ storeId: id('storeId') })).slug,
            name: 'x',
            currency: 'EUR',
            country: 'PT',
          },
          key(buyer),
        ),
      'a cursor of another list: catalog.cursor_invalid': () =>
        api.catalog.listProducts({ cursor: 'bm90IGEgY3Vyc29y' }),
      'an order that was shipped already: ordering.wrong_status': () =>
        api.ordering.cancelOrder({ orderId: id('orderId') }, key(buyer)),
    });
  });

  it.each(TRANSPORTS)(
    'is answered as before when it is repeated, and refused when its key says something else, over %s',
    async (transport) => {
      const { cartId, total } = await fillCart(stage.api, buyer, [{ variantId: id('variantId'), quantity: 1 }]);
      const procedure = allProcedures().find(({ name }) => name === 'placeCheckout')!;
      const headers = { authorization: `Bearer ${tokenOf(buyer)}`, 'idempotency-key': randomUUID() };
      const call = (input: Input, by = transport): Promise<Answer> =>
        send(stage.url, procedure, by, { input, headers });
      const wish = { cartId, shippingAddress: ADDRESS, tenders: card(total) };
      const [first, ...twins] = await Promise.all([call(wish), call(wish), call(wish)]);
      expect([first!, ...twins].map(({ status }) => status < 300)).toEqual([true, true, true]);
      await comeToRest(stage.tables);
      const before = await stage.tables.fingerprint();
      for (const by of TRANSPORTS) {
        const again = await call({ tenders: card(total), shippingAddress: ADDRESS, cartId }, by);
        expect({ replayed: again.replayed, body: again.body }).toEqual({ replayed: true, body: first!.body });
        const other = await call({ ...wish, shippingAddress: { ...ADDRESS, city: 'Lisbon' } }, by);
        expect({ status: other.status, code: other.body.code }).toEqual({
          status: 409,
          code: 'idempotency.key_reused',
        });
      }
      expect(await stage.tables.fingerprint()).toEqual(before);
    },
  );

  it("does not answer one person's key to another", async () => {
    const shared = { idempotencyKey: randomUUID() };
    const one = await stage.api.ordering.createCart({}, { ...as(buyer), ...shared });
    const other = await stage.api.ordering.createCart({}, { ...as(PEOPLE.stranger), ...shared });
    expect(other.cart.cartId).not.toBe(one.cart.cartId);
    const [guest, twin] = [
      await createRestClient({ baseUrl: stage.url }).ordering.createCart({}, shared),
      await stage.api.ordering.createCart({}, shared),
    ];
    expect(twin.guestToken).not.toBe(guest.guestToken);
  });

  it('is refused when its cart has expired', async () => {
    const { api } = stage;
    const { cartId, total } = await fillCart(api, buyer, [{ variantId: id('variantId'), quantity: 1 }]);
    await fetch(`${stage.url}/v1/dev/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ advanceMs: FORTY_DAYS_MS }),
    });
    // The same weeks release the money of what was shipped; that must be over first.
    await until(
      'the timed releases',
      async () =>
        (await stage.tables.count(
          'payments',
          `SELECT count(*) FROM escrow WHERE status = 'held' AND release_due_at IS NOT NULL`,
        )) === 0,
    );
    await comeToRest(stage.tables);
    await expectRefused({
      'paying for it: ordering.cart_expired': () => place(cartId, card(total)),
      'changing it: ordering.cart_expired': () =>
        api.ordering.setCartLine({ cartId, variantId: id('variantId'), quantity: 2 }, key(buyer)),
    });
  });
});
