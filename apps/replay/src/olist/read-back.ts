import type { contracts, OutputOf } from '@haat/contracts';
import { isGivenUp, type Order } from '../market/confirmed-order.ts';
import { concurrently } from '../market/concurrently.ts';
import { allPages } from '../market/pages.ts';
import { CURRENCY, type Story } from './story.ts';

type Payments = typeof contracts.payments.procedures;
export type Payment = OutputOf<Payments['getPayment']>;
export type Escrow = OutputOf<Payments['getEscrow']>;

/** What Haat itself says of the replay's stores, asked for through the public interface. */
export type Haat = {
  readonly orders: readonly Order[];
  /** Orders that the marketplace gave up while it was away too long; they were placed again. */
  readonly givenUp: readonly Order[];
  readonly payments: ReadonlyMap<string, Payment>;
  readonly escrows: ReadonlyMap<string, Escrow>;
  readonly wallets: {
    readonly availableMinor: bigint;
    readonly pendingMinor: bigint;
    readonly debtMinor: bigint;
    readonly inPayoutMinor: bigint;
  };
  readonly payoutsPaid: number;
  readonly payoutsPaidMinor: bigint;
  readonly reviews: number;
  readonly products: number;
};

/** Reads everything back, beginning with the lists of the stores, so that an order too many would be seen. */
export async function readBack(story: Story): Promise<Haat> {
  const stores = [...story.journal.entries('store').values()].map(({ storeId }) => storeId);
  const sums = { availableMinor: 0n, pendingMinor: 0n, debtMinor: 0n, inPayoutMinor: 0n };
  const haat = {
    orders: [] as Order[],
    givenUp: [] as Order[],
    payments: new Map<string, Payment>(),
    escrows: new Map<string, Escrow>(),
    wallets: sums,
    payoutsPaid: 0,
    payoutsPaidMinor: 0n,
    reviews: 0,
    products: 0,
  };
  const phase = story.progress.phase('Reading back: stores', stores.length);
  const orderIds: string[] = [];
  await concurrently(stores, story.concurrency, async (storeId) => {
    orderIds.push(...(await readStore(story, storeId, haat)));
    phase.tick();
  });
  phase.done();
  await readOrders(story, orderIds, haat);
  await readPayments(story, haat);
  return haat;
}

type Filling = {
  -readonly [Key in keyof Haat]: Haat[Key] extends readonly (infer Item)[]
    ? Item[]
    : Haat[Key] extends ReadonlyMap<string, infer Value>
      ? Map<string, Value>
      : Haat[Key] extends object
        ? { -readonly [Inner in keyof Haat[Key]]: Haat[Key][Inner] }
        : Haat[Key];
};

async function readStore({ market }: Story, storeId: string, haat: Filling): Promise<string[]> {
  const { admin } = market;
  const orders = await allPages((page) =>
    market.as(admin, null, (api, options) => api.ordering.listStoreOrders({ storeId, ...page }, options)),
  );
  const products = await allPages((page) =>
    market.as(admin, null, (api, options) => api.catalog.listStoreProducts({ storeId, ...page }, options)),
  );
  const payouts = await allPages((page) =>
    market.as(admin, null, (api, options) => api.payments.listPayouts({ storeId, ...page }, options)),
  );
  const { wallets } = await market.as(admin, null, (api, options) => api.payments.getWallet({ storeId }, options));
  haat.products += products.length;
  for (const { rating } of products) haat.reviews += rating.count;
  for (const { status, amount } of payouts) {
    if (status !== 'paid') continue;
    haat.payoutsPaid += 1;
    haat.payoutsPaidMinor += BigInt(amount.amountMinor);
  }
  for (const { available, pending, debt, inPayout, currency } of wallets) {
    if (currency !== CURRENCY) continue;
    haat.wallets.availableMinor += BigInt(available.amountMinor);
    haat.wallets.pendingMinor += BigInt(pending.amountMinor);
    haat.wallets.debtMinor += BigInt(debt.amountMinor);
    haat.wallets.inPayoutMinor += BigInt(inPayout.amountMinor);
  }
  return orders.map(({ orderId }) => orderId);
}

async function readOrders(
  { market, progress, concurrency }: Story,
  orderIds: readonly string[],
  haat: Filling,
): Promise<void> {
  const phase = progress.phase('Reading back: orders', orderIds.length);
  await concurrently(orderIds, concurrency, async (orderId) => {
    const order = await market.as(market.admin, null, (api, options) => api.ordering.getOrder({ orderId }, options));
    if (isGivenUp(order)) haat.givenUp.push(order);
    else {
      haat.orders.push(order);
      haat.escrows.set(
        orderId,
        await market.as(market.admin, null, (api, options) => api.payments.getEscrow({ orderId }, options)),
      );
    }
    phase.tick();
  });
  phase.done();
}

/** A payment is its buyer's, so each buyer asks for it. */
async function readPayments(story: Story, haat: Filling): Promise<void> {
  const buyers = new Map(
    story.history.orders.map((order) => [
      story.journal.get('placed', order.orderId)?.checkoutId,
      order.buyer.customerId,
    ]),
  );
  const checkouts = [...new Set(haat.orders.map(({ checkoutId }) => checkoutId))];
  const phase = story.progress.phase('Reading back: payments', checkouts.length);
  await concurrently(checkouts, story.concurrency, async (checkoutId) => {
    const customerId = buyers.get(checkoutId);
    if (customerId === undefined) throw new Error(`checkout ${checkoutId} belongs to no recorded order`);
    haat.payments.set(
      checkoutId,
      await story.market.as(story.buyer(customerId), null, (api, options) =>
        api.payments.getPayment({ checkoutId }, options),
      ),
    );
    phase.tick();
  });
  phase.done();
}
