import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RestClient } from '@haat/client';
import { createMarketDay, type OrderRef, type Shop } from './support/market-day.ts';
import { ADDRESS } from './support/people.ts';
import { expectBalancedLedger, expectNoDeadLetters, settle } from './support/proofs.ts';
import { prove } from './support/prove.ts';
import type { Stage } from './support/stage.ts';
import { until } from './support/until.ts';

const MINUTE_MS = 60_000;
const WEEK_MS = 7 * 24 * 60 * MINUTE_MS;

/** One story, told from beginning to end; each chapter builds on the one before. */
describe('a marketplace day', () => {
  const { begin, end, as, advance, mailTo, status, walletOf, buyOne, ship } = createMarketDay();
  let stage: Stage;
  let api: RestClient;
  const shops: Record<'pottery' | 'bakery', Shop> = {} as never;
  let guest: { cartId: string; guestToken: string };
  let orders: { pottery: OrderRef; bakery: OrderRef };
  let checkoutId: string;

  beforeAll(async () => {
    stage = await begin();
    ({ api } = stage);
  });

  afterAll(async () => {
    await end();
    expect(stage.defects).toEqual([]);
  });

  const code = (error: { code?: string }) => error.code;

  it('opens two stores, which an operator approves and which put things on their shelves', async () => {
    for (const [name, seller] of [
      ['pottery', 'paula'],
      ['bakery', 'quinn'],
    ] as const) {
      const { storeId } = await api.stores.applyForStore(
        { slug: name, name: `The ${name}`, currency: 'EUR', country: 'PT' },
        as(seller),
      );
      expect(await api.stores.getStore({ storeId }, as('vera')).catch(code)).toBe('stores.store_not_found');
      await api.stores.approve({ storeId }, as('operator'));
      const product = await until('the store to sell', () =>
        api.catalog
          .createProduct(
            {
              storeId,
              title: `Thing of the ${name}`,
              status: 'active',
              variants: [{ sku: `${name}-1`, priceMinor: '1999', shippingMinor: '350' }],
            },
            as(seller),
          )
          .catch(() => undefined),
      );
      const { variantId } = product.variants[0]!;
      await api.inventory.setStock({ storeId, variantId, onHand: 100 }, as(seller));
      shops[name] = { storeId, seller, variantId, productId: product.productId };
      await mailTo(seller, /approved|open/i);
    }
    const listed = await until('the things to be listed as in stock', async () => {
      const { items } = await api.catalog.listProducts({ inStock: true });
      return items.length === 2 ? items : undefined;
    });
    expect(listed.map(({ storeId }) => storeId).sort()).toEqual([shops.pottery.storeId, shops.bakery.storeId].sort());
  });

  it("lets a guest fill a cart and takes it into the buyer's at sign-in", async () => {
    const { cart, guestToken } = await api.ordering.createCart({
      lines: [{ variantId: shops.pottery.variantId, quantity: 2 }],
    });
    guest = { cartId: cart.cartId, guestToken: guestToken! };
    expect((await api.ordering.getCart({ cartId: cart.cartId }, { guestToken: guest.guestToken })).lines).toHaveLength(
      1,
    );
    expect(await api.ordering.getCart({ cartId: cart.cartId }, as('walt')).catch(code)).toBe('ordering.cart_not_found');
    const own = await api.ordering.createCart(
      {
        lines: [
          { variantId: shops.pottery.variantId, quantity: 1 },
          { variantId: shops.bakery.variantId, quantity: 1 },
        ],
      },
      as('vera'),
    );
    const merged = await api.ordering.mergeCart(
      { guestToken: guest.guestToken, guestCartId: guest.cartId, intoCartId: own.cart.cartId },
      as('vera'),
    );
    expect(Object.fromEntries(merged.lines.map((line) => [line.variantId, line.quantity]))).toEqual({
      [shops.pottery.variantId]: 3,
      [shops.bakery.variantId]: 1,
    });
    guest = { ...guest, cartId: merged.cartId };
  });

  it('sells from two stores in one checkout, paid with a voucher and a card', async () => {
    await api.payments.issueVoucher(
      { code: 'WELCOME-10', value: { amountMinor: '1000', currency: 'EUR' } },
      as('operator'),
    );
    const quote = await api.ordering.quoteCheckout({ cartId: guest.cartId, shippingAddress: ADDRESS }, as('vera'));
    const total = BigInt(quote.total.amountMinor);
    expect(quote.stores.map((store) => BigInt(store.total.amountMinor)).reduce((sum, one) => sum + one, 0n)).toBe(
      total,
    );
    const tenders = [
      { method: 'voucher' as const, code: 'WELCOME-10', amountMinor: '1000' },
      { method: 'card' as const, token: 'tok_success', amountMinor: String(total - 1000n) },
    ];
    const wrong = await api.ordering
      .placeCheckout({ cartId: guest.cartId, shippingAddress: ADDRESS, tenders: tenders.slice(1) }, as('vera'))
      .catch(code);
    expect(wrong).toBe('ordering.tenders_do_not_match');
    const changed = await api.ordering.placeCheckout(
      { cartId: guest.cartId, shippingAddress: ADDRESS, tenders, expectedTotalMinor: '1' },
      as('vera'),
    );
    expect(changed.outcome).toBe('price_changed');
    const placed = await api.ordering.placeCheckout(
      { cartId: guest.cartId, shippingAddress: ADDRESS, tenders, expectedTotalMinor: String(total) },
      as('vera'),
    );
    if (placed.outcome !== 'placed') throw new Error(`the checkout answered ${placed.outcome}`);
    checkoutId = placed.checkout.checkoutId;
    const orderOf = ({ storeId }: Shop): OrderRef => placed.checkout.orders.find((order) => order.storeId === storeId)!;
    orders = { pottery: orderOf(shops.pottery), bakery: orderOf(shops.bakery) };
    await status('vera', orders.pottery, 'confirmed');
    await status('vera', orders.bakery, 'confirmed');
    expect((await api.payments.getPayment({ checkoutId }, as('vera'))).status).toBe('completed');
    expect((await api.payments.getVoucher({ code: 'WELCOME-10' }, as('vera'))).remaining.amountMinor).toBe('0');
    await mailTo('vera', /confirmed/);
  });

  it('ships, delivers, takes a review, and shows the order as it stood before', async () => {
    const { orderId } = orders.pottery;
    const confirmedAt = (await api.ordering.getOrder({ orderId }, as('vera'))).updatedAt;
    await advance(MINUTE_MS);
    await ship(orders.pottery, shops.pottery);
    await mailTo('vera', /on its way/);
    expect(
      await api.catalog
        .writeReview(
          { orderLineId: (await api.ordering.getOrder({ orderId }, as('vera'))).lines[0]!.orderLineId, rating: 5 },
          as('vera'),
        )
        .catch(code),
    ).toMatch(/^catalog\./);
    const delivered = await api.ordering.confirmDelivery({ orderId }, as('vera'));
    const { orderLineId } = delivered.lines[0]!;
    const review = await until('the catalogue to hear of the delivery', () =>
      api.catalog
        .writeReview({ orderLineId, rating: 4, title: 'Good', body: 'Holds tea.' }, as('vera'))
        .catch(() => undefined),
    );
    expect(review.rating).toBe(4);
    expect(await api.catalog.writeReview({ orderLineId, rating: 1 }, as('vera')).catch(code)).toBe(
      'catalog.already_reviewed',
    );
    expect((await api.catalog.listReviews({ productId: shops.pottery.productId })).items).toHaveLength(1);
    expect((await api.ordering.getOrder({ orderId, asOf: confirmedAt }, as('vera'))).status).toBe('confirmed');
    expect((await api.ordering.getOrder({ orderId }, as('vera'))).status).toBe('delivered');
    expect(await api.ordering.getOrder({ orderId, asOf: '2020-01-01T00:00:00Z' }, as('vera')).catch(code)).toBe(
      'ordering.order_not_found',
    );
    const { items } = await api.ordering.getTimeline({ orderId }, as('vera'));
    expect(items.slice(0, 5).map(({ type }) => type)).toEqual([
      'OrderPlaced',
      'OrderPaid',
      'OrderConfirmed',
      'OrderShipped',
      'OrderDelivered',
    ]);
    expect(items.map(({ at }) => at)).toEqual(items.map(({ at }) => at).sort());
  });

  it('releases the money less the commission, and pays it out', async () => {
    const escrow = await until('the release', async () => {
      const now = await api.payments.getEscrow({ orderId: orders.pottery.orderId }, as('paula'));
      return now.status === 'released' ? now : undefined;
    });
    const items = 3n * 1999n;
    expect(escrow.commissionRateBasisPoints).toBe(1000);
    expect(BigInt(escrow.commission.amountMinor) - items / 10n).toBeLessThanOrEqual(1n);
    const earned = BigInt(escrow.locked.amountMinor) - BigInt(escrow.commission.amountMinor);
    expect((await walletOf(shops.pottery))!.available.amountMinor).toBe(String(earned));
    await mailTo('paula', /released/);
    const tooMuch = { amountMinor: String(earned + 1n), currency: 'EUR' };
    expect(
      await api.payments.requestPayout({ storeId: shops.pottery.storeId, amount: tooMuch }, as('paula')).catch(code),
    ).toBe('payments.insufficient_funds');
    const payout = await api.payments.requestPayout(
      { storeId: shops.pottery.storeId, amount: { amountMinor: '2000', currency: 'EUR' } },
      as('paula'),
    );
    await api.payments.decidePayout({ payoutId: payout.payoutId, approve: true }, as('operator'));
    await until(
      'the payout to be paid',
      async () =>
        (await api.payments.listPayouts({ storeId: shops.pottery.storeId }, as('paula'))).items[0]?.status === 'paid',
    );
    expect((await walletOf(shops.pottery))!.available.amountMinor).toBe(String(earned - 2000n));
    await mailTo('paula', /paid/i);
  });

  it('explains the balance to the cent, as CSV and as PDF, and prints an invoice', async () => {
    const period = {
      storeId: shops.pottery.storeId,
      currency: 'EUR',
      from: '2020-01-01T00:00:00Z',
      to: '2100-01-01T00:00:00Z',
    };
    const csv = await api.payments.getStatement(period, as('paula'));
    const rows = Buffer.from(csv.base64, 'base64')
      .toString()
      .trim()
      .split(/\r?\n/)
      .map((row) => row.split(','));
    const amounts = rows.slice(2, -1).map((row) => BigInt(row[4]!.replace('.', '')));
    const available = BigInt((await walletOf(shops.pottery))!.available.amountMinor);
    expect(amounts.length).toBeGreaterThan(1);
    expect(amounts.reduce((sum, amount) => sum + amount, 0n)).toBe(available);
    expect(BigInt(rows.at(-1)![5]!.replace('.', ''))).toBe(available);
    const pdf = await api.payments.getStatementPdf(period, as('paula'));
    expect(Buffer.from(pdf.base64, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
    const numbered = await api.ordering.issueInvoice({ orderId: orders.pottery.orderId }, as('paula'));
    expect((await api.ordering.issueInvoice({ orderId: orders.pottery.orderId }, as('paula'))).invoiceNumber).toBe(
      numbered.invoiceNumber,
    );
    const invoice = await api.ordering.getInvoice({ orderId: orders.pottery.orderId }, as('vera'));
    expect(Buffer.from(invoice.base64, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('refunds one unit of a line at the rate of its sale, from what the store has already had', async () => {
    const before = BigInt((await walletOf(shops.pottery))!.available.amountMinor);
    await api.payments.setCommissionRate({ storeId: shops.pottery.storeId, rateBasisPoints: 2500 }, as('operator'));
    const { lines } = await api.ordering.getOrder({ orderId: orders.pottery.orderId }, as('vera'));
    const refund = await api.payments.refundOrder(
      {
        orderId: orders.pottery.orderId,
        lines: [{ orderLineId: lines[0]!.orderLineId, quantity: 1 }],
        reason: 'A crack.',
      },
      as('paula'),
    );
    const [amount, commission, clawedBack] = [refund.amount, refund.commissionReturned, refund.clawedBack].map(
      ({ amountMinor }) => BigInt(amountMinor),
    ) as [bigint, bigint, bigint];
    expect(amount).toBe(commission + clawedBack);
    expect(commission).toBeGreaterThanOrEqual(199n);
    expect(commission).toBeLessThanOrEqual(200n);
    expect(BigInt((await walletOf(shops.pottery))!.available.amountMinor)).toBe(before - clawedBack);
    expect(
      await api.payments
        .refundOrder(
          {
            orderId: orders.pottery.orderId,
            lines: [{ orderLineId: lines[0]!.orderLineId, quantity: 3 }],
            reason: 'More.',
          },
          as('paula'),
        )
        .catch(code),
    ).toBe('payments.too_many_units');
    await mailTo('vera', /refund|back/i);
  });

  it('splits a disputed order between buyer and store', async () => {
    await ship(orders.bakery, shops.bakery);
    const dispute = await api.payments.openDispute(
      { orderId: orders.bakery.orderId, reason: 'Half of it is missing.' },
      as('vera'),
    );
    expect((await api.payments.getEscrow({ orderId: orders.bakery.orderId }, as('quinn'))).status).toBe('frozen');
    const { locked } = await api.payments.getEscrow({ orderId: orders.bakery.orderId }, as('quinn'));
    const refundMinor = BigInt(locked.amountMinor) / 2n;
    const tooMuch = { kind: 'split' as const, refundMinor: String(BigInt(locked.amountMinor) + 1n) };
    expect(
      await api.payments.decideDispute({ disputeId: dispute.disputeId, decision: tooMuch }, as('operator')).catch(code),
    ).toBe('payments.amount_too_large');
    const decided = await api.payments.decideDispute(
      { disputeId: dispute.disputeId, decision: { kind: 'split', refundMinor: String(refundMinor) } },
      as('operator'),
    );
    expect(decided).toMatchObject({ status: 'split', refund: { amountMinor: String(refundMinor) } });
    const escrow = await api.payments.getEscrow({ orderId: orders.bakery.orderId }, as('quinn'));
    expect(escrow).toMatchObject({
      status: 'released',
      refunded: { amountMinor: String(refundMinor) },
      held: { amountMinor: '0' },
    });
    expect(BigInt((await walletOf(shops.bakery))!.available.amountMinor)).toBe(
      BigInt(locked.amountMinor) - refundMinor - BigInt(escrow.commission.amountMinor),
    );
  });

  it('releases by itself exactly seven days after the shipment, not a minute before', async () => {
    const order = await buyOne('walt', shops.bakery);
    const shipped = await ship(order, shops.bakery);
    const escrow = await until('the release to be scheduled', async () => {
      const now = await api.payments.getEscrow({ orderId: order.orderId }, as('quinn'));
      return now.releaseDueAt === null ? undefined : now;
    });
    const dueAt = new Date(escrow.releaseDueAt!).getTime();
    expect(dueAt).toBe(new Date(shipped.shipment!.shippedAt).getTime() + WEEK_MS);
    const now = await advance(0);
    await advance(dueAt - now.getTime() - MINUTE_MS);
    await settle(stage.tables);
    expect((await api.payments.getEscrow({ orderId: order.orderId }, as('quinn'))).status).toBe('held');
    await advance(MINUTE_MS);
    const released = await until(
      'the timed release',
      async () => {
        const after = await api.payments.getEscrow({ orderId: order.orderId }, as('quinn'));
        return after.status === 'released' ? after : undefined;
      },
      10_000,
    );
    expect(new Date(released.releasedAt!).getTime() - dueAt).toBeLessThan(MINUTE_MS);
    await status('walt', order, 'delivered');
    const before = await walletOf(shops.bakery, new Date(dueAt - 1000).toISOString());
    const after = await walletOf(shops.bakery);
    const earned = BigInt(released.locked.amountMinor) - BigInt(released.commission.amountMinor);
    expect(BigInt(after!.available.amountMinor) - BigInt(before!.available.amountMinor)).toBe(earned);
    expect(before!.pending.amountMinor).toBe(released.locked.amountMinor);
  });

  it('takes goods back, refunds them and puts them on the shelf again', async () => {
    const order = await buyOne('walt', shops.pottery, 2);
    await ship(order, shops.pottery);
    await api.ordering.confirmDelivery({ orderId: order.orderId }, as('walt'));
    const stockBefore = (await api.inventory.availability({ variantIds: [shops.pottery.variantId] })).items[0]!
      .available;
    const { lines } = await api.ordering.getOrder({ orderId: order.orderId }, as('walt'));
    const asked = await api.ordering.requestReturn(
      { orderId: order.orderId, lines: [{ orderLineId: lines[0]!.orderLineId, quantity: 2 }], reason: 'Too small.' },
      as('walt'),
    );
    await api.ordering.decideReturn({ orderId: order.orderId, returnId: asked.returnId, accept: true }, as('paula'));
    await status('walt', order, 'returned');
    await until(
      'the shelf',
      async () =>
        (await api.inventory.availability({ variantIds: [shops.pottery.variantId] })).items[0]!.available ===
        stockBefore + 2,
    );
    const escrow = await api.payments.getEscrow({ orderId: order.orderId }, as('paula'));
    expect(escrow.refunded).toEqual(escrow.locked);
  });

  it('takes a suspended store off the market while its open orders go on', async () => {
    const order = await buyOne('walt', shops.bakery);
    const { cart } = await api.ordering.createCart(
      { lines: [{ variantId: shops.bakery.variantId, quantity: 1 }] },
      as('walt'),
    );
    await api.stores.suspend({ storeId: shops.bakery.storeId, reason: 'Complaints.' }, as('operator'));
    await until(
      'its things to leave the market',
      async () => (await api.catalog.listProducts({ storeId: shops.bakery.storeId })).items.length === 0,
    );
    const refused = await api.ordering
      .placeCheckout(
        {
          cartId: cart.cartId,
          shippingAddress: ADDRESS,
          tenders: [{ method: 'card', token: 'tok_success', amountMinor: '2349' }],
        },
        as('walt'),
      )
      .catch(code);
    expect(refused).toBe('ordering.not_sellable');
    await ship(order, shops.bakery);
    await api.ordering.confirmDelivery({ orderId: order.orderId }, as('walt'));
    await until(
      'its money',
      async () => (await api.payments.getEscrow({ orderId: order.orderId }, as('quinn'))).status === 'released',
    );
    await api.stores.reinstate({ storeId: shops.bakery.storeId }, as('operator'));
    await until(
      'its things to come back',
      async () => (await api.catalog.listProducts({ storeId: shops.bakery.storeId })).items.length === 1,
    );
  });

  it('refuses a session at once when it is revoked, and an account when it is disabled', async () => {
    await api.identity.revokeMySessions({}, as('vera'));
    expect(await api.identity.me({}, as('vera')).catch(code)).toBe('identity.token_revoked');
    expect(await api.ordering.listMyOrders({}, as('vera')).catch(code)).toBe('identity.token_revoked');
    const { userId } = await api.identity.me({}, as('walt'));
    await api.identity.disableUser({ userId, reason: 'Fraud.' }, as('operator'));
    expect(await api.ordering.listMyOrders({}, as('walt')).catch(code)).toBe('identity.user_disabled');
  });

  it('ends with books that balance', async () => {
    await settle(stage.tables);
    await expectBalancedLedger(stage.tables);
    await expectNoDeadLetters(stage.tables);
    const { rows } = await api.payments.trialBalance({}, as('operator'));
    expect(rows.map(({ balance }) => BigInt(balance.amountMinor)).reduce((sum, one) => sum + one, 0n)).toBe(0n);
    expect(await prove(stage.url)).not.toBe('');
  });
});
