import fc from 'fast-check';
import { aPlacedCheckout, card, factsOf, voucherTender } from './builders/placed-checkout.ts';
import { admin, ids, type PaymentsUnderTest, until } from './harness.ts';
import { statusOf } from './ledger-checks.ts';
import * as model from './ledger-model.ts';
import type { ModelCheckout, ModelOrder, ModelStore } from './ledger-model.ts';

type Tender = ReturnType<typeof aPlacedCheckout>['tenders'][number];

/** One random wish; what it comes to depends on what is there when its turn comes. */
export type Operation = {
  readonly kind: OperationKind;
  readonly pick: number;
  readonly second: number;
  readonly amount: number;
};

const FAR_AWAY = new Date('2999-01-01T00:00:00.000Z');
const KINDS = {
  place: 6,
  succeed: 8,
  decline: 1,
  expire: 1,
  cancel: 1,
  deliver: 3,
  releaseByTimer: 1,
  refundUnits: 3,
  refundAll: 1,
  acceptReturn: 1,
  dispute: 1,
  decide: 2,
  requestPayout: 2,
  decidePayout: 2,
  setRate: 1,
  convert: 2,
} as const;
type OperationKind = keyof typeof KINDS;

export const operation: fc.Arbitrary<Operation> = fc.record({
  kind: fc.oneof(
    ...Object.entries(KINDS).map(([kind, weight]) => ({ arbitrary: fc.constant(kind as OperationKind), weight })),
  ),
  pick: fc.nat(1_000_000),
  second: fc.nat(1_000_000),
  amount: fc.integer({ min: 4, max: 50_000 }),
});

/**
 * Does operations one after another on stores of its own and keeps a model beside them. Several lanes may run at once:
 * they share nothing but the platform's accounts, which is where writers meet.
 */
export class Lane {
  readonly stores: ModelStore[] = [ids.next(), ids.next()].map((storeId) => new model.ModelStore(storeId));
  readonly checkouts: ModelCheckout[] = [];
  readonly done = new Map<OperationKind, number>();
  readonly #payments: PaymentsUnderTest;
  readonly #payouts: { payoutId: string; store: ModelStore; amount: bigint }[] = [];

  constructor(payments: PaymentsUnderTest) {
    this.#payments = payments;
  }

  async run(wish: Operation): Promise<void> {
    if (await this[wish.kind](wish)) this.done.set(wish.kind, (this.done.get(wish.kind) ?? 0) + 1);
  }

  /** What the wallets should be and are; equal when all is well. */
  async wallets(): Promise<{ expected: unknown[]; actual: unknown[] }> {
    const expected = this.stores.map(({ pending, available, debt, inPayout, dollars }) => [
      pending,
      available,
      debt,
      inPayout,
      dollars,
    ]);
    const actual = await Promise.all(
      this.stores.map(async ({ storeId }) => {
        const { wallets } = await this.#payments.call('getWallet', { storeId }, admin);
        const of = (currency: string) => wallets.find((wallet: { currency: string }) => wallet.currency === currency);
        const inReals = ['pending', 'available', 'debt', 'inPayout'].map((name) => of('BRL')?.[name].amountMinor ?? 0);
        return [...inReals, of('USD')?.available.amountMinor ?? 0].map(BigInt);
      }),
    );
    return { expected, actual };
  }

  async place(wish: Operation, expiresAt = FAR_AWAY): Promise<ModelCheckout> {
    const quantity = 1 + (wish.pick % 4);
    const orders = this.stores.slice(0, 1 + (wish.second % 2)).map(({ storeId }) => ({
      storeId,
      lines: [{ quantity, items: wish.amount, shipping: wish.second % 900 }, { items: 1 + (wish.pick % 700) }],
    }));
    const whole = aPlacedCheckout({ orders });
    const placed = {
      ...whole,
      expiresAt: expiresAt.toISOString(),
      tenders: await this.#tenders(wish, BigInt(whole.total.amountMinor)),
    };
    await this.#payments.deliver('checkoutPlaced', placed);
    const payment = await this.#vouchersSettled(placed.checkoutId);
    const checkout: ModelCheckout = {
      checkoutId: placed.checkoutId,
      paymentId: payment.paymentId,
      status: 'processing',
      orders: [],
      tenders: payment.tenders.map(
        (tender: {
          tenderId: string;
          method: string;
          amount: { amountMinor: string };
          status: 'pending' | 'succeeded';
        }) => ({
          tenderId: tender.tenderId,
          isVoucher: tender.method === 'voucher',
          amount: BigInt(tender.amount.amountMinor),
          status: tender.status,
        }),
      ),
    };
    placed.orders.forEach((order, index) =>
      checkout.orders.push(this.#order(checkout, { order, index, facts: factsOf(placed, index) })),
    );
    this.checkouts.push(checkout);
    return checkout;
  }

  /** A success, in time, late or repeated. */
  async succeed({ pick, second }: Operation): Promise<boolean> {
    const checkout = this.#any(this.checkouts.slice(-10), pick);
    const tender = checkout && this.#any(cardsOf(checkout), second);
    if (!checkout || !tender) return false;
    const body = { type: 'charge.succeeded', data: { key: tender.tenderId, reference: checkout.paymentId } };
    await Promise.all(Array.from({ length: 1 + (second % 2) }, () => this.#payments.webhook(body)));
    tender.status = 'succeeded';
    if (checkout.status === 'processing' && checkout.tenders.every(({ status }) => status === 'succeeded'))
      model.complete(checkout);
    return true;
  }

  async decline({ pick, second }: Operation): Promise<boolean> {
    const checkout = this.#any(this.checkouts.slice(-10), pick);
    const tender = checkout && this.#any(cardsOf(checkout), second);
    if (!checkout || !tender) return false;
    const data = { key: tender.tenderId, reference: checkout.paymentId, declineCode: 'card_declined' };
    await this.#payments.webhook({ type: 'charge.declined', data });
    if (tender.status === 'pending' && checkout.status === 'processing') {
      tender.status = 'declined';
      checkout.status = 'failed';
    }
    return true;
  }

  async expire(wish: Operation): Promise<boolean> {
    const checkout = await this.place(wish, this.#payments.clock.now());
    // A voucher may have paid for all of it before its time was over.
    this.#payments.clock.advance(1);
    const isSettled = async () => (await statusOf(this.#payments.database, checkout.checkoutId)) !== 'processing';
    if (checkout.status === 'processing') await until(isSettled);
    if (checkout.status === 'processing') checkout.status = 'failed';
    return true;
  }

  async cancel({ pick }: Operation): Promise<boolean> {
    const order = this.#any(this.#orders(), pick);
    if (!order) return false;
    await this.#payments.deliver('orderCancelled', { ...facts(order), reason: 'buyer_request', note: '' });
    if (order.checkout.status === 'processing') {
      order.isCancelled = true;
      if (order.checkout.orders.every((each) => each.isCancelled)) order.checkout.status = 'cancelled';
    } else if (order.state !== 'unpaid') {
      model.refund(order, model.leftOf(order), order.itemsLeft);
    }
    return true;
  }

  async deliver({ pick }: Operation): Promise<boolean> {
    const order = this.#any(this.#orders(), pick);
    if (!order) return false;
    const deliveredAt = this.#payments.clock.now().toISOString();
    await this.#payments.deliver('orderDelivered', { ...facts(order), deliveredAt, by: 'buyer', lines: [] });
    model.release(order);
    return true;
  }

  async releaseByTimer({ pick }: Operation): Promise<boolean> {
    const order = this.#any(
      this.#paid().filter((each) => each.state === 'held' && model.leftOf(each) > 0n),
      pick,
    );
    if (!order) return false;
    const longAgo = new Date(this.#payments.clock.now().getTime() - 30 * 86_400_000).toISOString();
    await this.#payments.deliver('orderShipped', {
      ...facts(order),
      carrier: 'Post',
      trackingNumber: '1',
      shippedAt: longAgo,
    });
    this.#payments.clock.advance(1);
    const { orderId } = order;
    await until(async () => (await this.#payments.call('getEscrow', { orderId }, admin)).status === 'released');
    model.release(order);
    return true;
  }

  async refundUnits({ pick, second }: Operation): Promise<boolean> {
    const found = this.#refundableLine(pick, second);
    if (!found || found.order.state === 'frozen') return false;
    const { order, line, units } = found;
    await this.#call('refundOrder', {
      orderId: order.orderId,
      lines: [{ orderLineId: line.orderLineId, quantity: units }],
      reason: 'r',
    });
    model.refundUnits(order, line, units);
    return true;
  }

  async acceptReturn({ pick, second }: Operation): Promise<boolean> {
    const found = this.#refundableLine(pick, second);
    if (!found) return false;
    const { order, line, units } = found;
    const lines = [{ orderLineId: line.orderLineId, variantId: ids.next(), quantity: units }];
    await this.#payments.deliver('returnAccepted', { ...facts(order), returnId: ids.next(), reason: 'r', lines });
    model.refundUnits(order, line, units);
    return true;
  }

  async refundAll({ pick }: Operation): Promise<boolean> {
    const order = this.#any(
      this.#paid().filter((each) => each.state !== 'frozen' && model.leftOf(each) > 0n),
      pick,
    );
    if (!order) return false;
    await this.#call('refundOrder', { orderId: order.orderId, reason: 'r' });
    model.refund(order, model.leftOf(order), order.itemsLeft);
    for (const line of order.lines) line.refundedUnits = line.quantity;
    return true;
  }

  async dispute({ pick }: Operation): Promise<boolean> {
    const order = this.#any(
      this.#paid().filter((each) => each.state === 'held' && model.leftOf(each) > 0n),
      pick,
    );
    if (!order) return false;
    order.disputeId = (await this.#call('openDispute', { orderId: order.orderId, reason: 'r' })).disputeId;
    order.state = 'frozen';
    return true;
  }

  async decide({ pick, second, amount }: Operation): Promise<boolean> {
    const order = this.#any(
      this.#paid().filter((each) => each.state === 'frozen'),
      pick,
    );
    if (!order) return false;
    const left = model.leftOf(order);
    const refundMinor = left === 0n ? 1n : 1n + (BigInt(amount) % left);
    const kind = (['release', 'refund', 'split'] as const)[left === 0n ? 0 : second % 3]!;
    const decision = kind === 'split' ? { kind, refundMinor: refundMinor.toString() } : { kind };
    await this.#call('decideDispute', { disputeId: order.disputeId, decision });
    order.state = 'held';
    if (kind === 'release') model.release(order);
    else if (kind === 'refund' || refundMinor === left) model.refund(order, left, order.itemsLeft);
    else model.split(order, refundMinor);
    return true;
  }

  async requestPayout({ pick, amount }: Operation): Promise<boolean> {
    const store = this.#any(this.stores, pick)!;
    const wanted = { amountMinor: amount.toString(), currency: 'BRL' };
    const asked = this.#call('requestPayout', { storeId: store.storeId, amount: wanted });
    if (BigInt(amount) > store.available) {
      const refused = await asked.then(
        () => false,
        (error: { code?: string }) => error.code === 'payments.insufficient_funds',
      );
      if (!refused) throw new Error('a payout of more than is available was not refused');
      return true;
    }
    const { payoutId } = await asked;
    store.available -= BigInt(amount);
    store.inPayout += BigInt(amount);
    this.#payouts.push({ payoutId, store, amount: BigInt(amount) });
    return true;
  }

  async decidePayout({ second }: Operation): Promise<boolean> {
    const payout = this.#payouts.shift();
    if (!payout) return false;
    const { payoutId, store, amount } = payout;
    const approve = second % 2 === 0;
    await this.#call('decidePayout', { payoutId, approve });
    if (approve) {
      const isPaid = async () =>
        (
          await this.#payments.database.query(`SELECT 1 AS x FROM payout WHERE payout_id = $1 AND status = 'paid'`, [
            payoutId,
          ])
        ).length > 0;
      await until(isPaid);
    } else {
      model.earn(store, amount);
    }
    store.inPayout -= amount;
    return true;
  }

  async setRate({ pick, second }: Operation): Promise<boolean> {
    const store = this.#any(this.stores, pick)!;
    await this.#call('setCommissionRate', { storeId: store.storeId, rateBasisPoints: second % 5_001 });
    store.rate = BigInt(second % 5_001);
    return true;
  }

  async convert({ pick, second, amount }: Operation): Promise<boolean> {
    const store = this.#any(this.stores, pick)!;
    await ratesOf(this.#payments);
    const isToDollars = second % 3 > 0;
    const { toDollars, toReals } = model.MODEL_RATES;
    const done = isToDollars
      ? model.convertToDollars(store, BigInt(amount))
      : model.convertToReals(store, BigInt(amount));
    const answer = await this.#call('convertBalance', {
      storeId: store.storeId,
      from: { amountMinor: amount.toString(), currency: isToDollars ? 'BRL' : 'USD' },
      toCurrency: isToDollars ? 'USD' : 'BRL',
      expectedRate: isToDollars ? toDollars : toReals,
    }).catch((error: { code?: string }) => error);
    const wanted = done ? answer.outcome === 'converted' : answer.code === 'payments.insufficient_funds';
    if (!wanted) throw new Error(`a conversion was answered otherwise than with ${done}: ${JSON.stringify(answer)}`);
    return true;
  }

  #call(procedure: string, input: object) {
    return this.#payments.call(procedure, input, admin, ids.next());
  }

  /** One card, two cards, or a card and a voucher that covers its part. */
  async #tenders({ second }: Operation, total: bigint): Promise<Tender[]> {
    const part = total / 3n;
    if (second % 3 === 0 || part === 0n) return [card(total, 'tok_timeout')];
    if (second % 3 === 1)
      return [
        card(part, 'tok_timeout'),
        { method: 'debit_card', amountMinor: `${total - part}`, token: 'tok_timeout', installments: 1 },
      ];
    const code = `V-${ids.next()}`;
    await this.#call('issueVoucher', { code, value: { amountMinor: (part + 5n).toString(), currency: 'BRL' } });
    return [voucherTender(part, code), card(total - part, 'tok_timeout')];
  }

  async #vouchersSettled(checkoutId: string) {
    return until(async () => {
      const payment = await this.#payments.call('getPayment', { checkoutId }, admin);
      const isOpen = payment.tenders.some(
        (tender: { method: string; status: string }) => tender.method === 'voucher' && tender.status === 'pending',
      );
      return !isOpen && payment;
    });
  }

  #order(
    checkout: ModelCheckout,
    {
      order,
      index,
      facts,
    }: {
      order: ReturnType<typeof aPlacedCheckout>['orders'][number];
      index: number;
      facts: ReturnType<typeof factsOf>;
    },
  ): ModelOrder {
    const store = this.stores.find(({ storeId }) => storeId === order.storeId)!;
    const lines = order.lines.map((line) => ({
      orderLineId: line.orderLineId,
      quantity: line.quantity,
      items: BigInt(line.items.amountMinor),
      shipping: BigInt(line.shipping.amountMinor),
      refundedUnits: 0,
    }));
    const made: ModelOrder = {
      orderId: order.orderId,
      index,
      checkout,
      store,
      rate: store.rate,
      lines,
      total: BigInt(order.total.amountMinor),
      state: 'unpaid',
      isCancelled: false,
      isSplit: false,
      refunded: 0n,
      itemsLeft: lines.reduce((sum, line) => sum + line.items, 0n),
      disputeId: null,
    };
    factsByOrder.set(made, facts);
    return made;
  }

  #refundableLine(pick: number, second: number) {
    const order = this.#any(
      this.#paid().filter((each) => !each.isSplit && model.leftOf(each) > 0n),
      pick,
    );
    const line =
      order &&
      this.#any(
        order.lines.filter((each) => each.refundedUnits < each.quantity),
        second,
      );
    if (!order || !line) return undefined;
    return { order, line, units: 1 + (second % (line.quantity - line.refundedUnits)) };
  }

  #orders = (): ModelOrder[] => this.checkouts.slice(-20).flatMap((checkout) => checkout.orders);

  #paid = (): ModelOrder[] => this.#orders().filter((order) => order.state !== 'unpaid');

  #any<Item>(items: readonly Item[], pick: number): Item | undefined {
    return items[pick % items.length];
  }
}

/** What a provider knows of; vouchers are our own. */
const cardsOf = ({ tenders }: ModelCheckout) => tenders.filter((tender) => !tender.isVoucher);

const factsByOrder = new WeakMap<ModelOrder, ReturnType<typeof factsOf>>();

const facts = (order: ModelOrder) => factsByOrder.get(order)!;

const ratesSet = new WeakMap<PaymentsUnderTest, Promise<unknown>>();

/** Sets the rates of the model once; whoever else has set them at the same moment has set the same. */
function ratesOf(payments: PaymentsUnderTest): Promise<unknown> {
  const { toDollars, toReals } = model.MODEL_RATES;
  const set = (baseCurrency: string, quoteCurrency: string, rate: string) =>
    payments.call('setExchangeRate', { baseCurrency, quoteCurrency, rate }, admin).catch((error: { code?: string }) => {
      if (error.code !== 'payments.rate_exists') throw error;
    });
  const known = ratesSet.get(payments);
  if (known !== undefined) return known;
  const setting = Promise.all([set('BRL', 'USD', toDollars), set('USD', 'BRL', toReals)]);
  ratesSet.set(payments, setting);
  return setting;
}
