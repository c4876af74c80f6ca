import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { contracts } from '@haat/contracts';
import { naughtyStrings } from './support/naughty-strings.ts';
import { ADDRESS, as, emailOf } from './support/people.ts';
import { expectNoDeadLetters, settle } from './support/proofs.ts';
import { prove } from './support/prove.ts';
import { card, fillCart, listThing, openStore, orderIn, type Variant } from './support/shop.ts';
import { setStage, type Stage } from './support/stage.ts';
import { inParallel, until } from './support/until.ts';

const WIDTH = 8;
/** Every so manieth string goes through a whole order with its mails and its invoice. */
const ORDERED = 12;
const SELLER = 'seller';
const BUYER = 'buyer';
const A_NAME = contracts.identity.procedures.updateMe.input.shape.displayName;

/** What a person typed is text: it is refused by its schema, or kept and given back as it was, less the blanks around it. */
describe('text that is taken', () => {
  let stage: Stage;
  let storeId: string;
  let thing: Variant;
  const strings = naughtyStrings().filter((text) => A_NAME.safeParse(text).success);

  beforeAll(async () => {
    stage = await setStage();
    storeId = await openStore(stage.api, SELLER);
    thing = await listThing(stage.api, { storeId, seller: SELLER, onHand: 1000 });
  });

  afterAll(async () => {
    await stage.stop();
    expect(stage.defects).toEqual([]);
  });

  it('is given back unchanged by products and their variants', async () => {
    const changed = await inParallel(strings, WIDTH, async (text) => {
      const size = text.trim().slice(0, 60).trim().toWellFormed();
      const variants = [{ sku: randomUUID(), priceMinor: '100', options: { Size: size } }];
      const made = await stage.api.catalog.createProduct(
        {
          storeId,
          title: text,
          description: text,
          attributes: { Note: text },
          options: ['Size'],
          status: 'active',
          variants,
        },
        as(SELLER),
      );
      const {
        title,
        description,
        attributes,
        variants: kept,
      } = await stage.api.catalog.getProduct({ productId: made.productId });
      const given = [title, description, attributes.Note];
      const isKept = given.every((one) => one === text.trim()) && kept[0]!.options.Size === size;
      return isKept ? [] : [{ text, given }];
    });
    expect(changed.flat()).toEqual([]);
  });

  it('is given back unchanged by people and stores', async () => {
    const changed: unknown[] = [];
    for (const text of strings) {
      const [me, store] = await Promise.all([
        stage.api.identity.updateMe({ displayName: text }, as(BUYER)),
        stage.api.stores.updateProfile({ storeId, name: text, description: text }, as(SELLER)),
      ]);
      const given = [me.displayName, store.name, store.description];
      if (!given.every((one) => one === text.trim())) changed.push({ text, given });
    }
    expect(changed).toEqual([]);
  });

  it('goes through orders, mails, invoices and statements as it is', async () => {
    const chosen = strings.filter((text, index) => index % ORDERED === 0 && text.trim().length <= 80);
    expect(chosen.length).toBeGreaterThan(1);
    const faults = await inParallel(chosen, 4, async (text) => {
      const shippingAddress = { ...ADDRESS, name: text, line1: text, city: text };
      const { cartId, total } = await fillCart(stage.api, BUYER, [{ variantId: thing.variantId, quantity: 1 }]);
      const placed = await stage.api.ordering.placeCheckout(
        { cartId, shippingAddress, tenders: card(total) },
        as(BUYER, cartId),
      );
      if (placed.outcome !== 'placed') throw new Error(placed.outcome);
      const { orderId } = placed.checkout.orders[0]!;
      const order = await orderIn(stage.api, BUYER, orderId, 'confirmed');
      await stage.api.ordering.issueInvoice({ orderId }, as(SELLER));
      const invoice = await stage.api.ordering.getInvoice({ orderId }, as(BUYER));
      await stage.api.ordering.shipOrder({ orderId, carrier: text, trackingNumber: text }, as(SELLER));
      await stage.api.payments.refundOrder({ orderId, reason: text }, as(SELLER, `refund-${orderId}`));
      const isKept = order.shippingAddress.name === text.trim() && order.shippingAddress.line1 === text.trim();
      return isKept && Buffer.from(invoice.base64, 'base64').subarray(0, 5).toString() === '%PDF-'
        ? []
        : [{ text, address: order.shippingAddress }];
    });
    expect(faults.flat()).toEqual([]);
    const period = { storeId, currency: 'EUR', from: '2020-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z' };
    await stage.api.payments.getStatement(period, as(SELLER));
    await stage.api.payments.getStatementPdf(period, as(SELLER));
    await settle(stage.tables);
    const mails = `SELECT count(*) FROM inbox_message WHERE recipient = $1`;
    await until(
      'the mails',
      async () => (await stage.tables.count('notifications', mails, [emailOf(BUYER)])) >= chosen.length * 2,
    );
    const page = await fetch(`${stage.url}/inbox`);
    expect(page.status).toBe(200);
    expect(await page.text()).not.toMatch(/<script>alert/i);
    await expectNoDeadLetters(stage.tables);
    expect(await prove(stage.url)).not.toBe('');
  });
});
