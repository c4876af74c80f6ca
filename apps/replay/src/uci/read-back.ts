import type { contracts, OutputOf } from '@haat/contracts';
import { concurrently } from '../market/concurrently.ts';
import { isGivenUp, type Order } from '../market/confirmed-order.ts';
import { allPages } from '../market/pages.ts';
import { THE_STORE, type UciStory } from './story.ts';

type Payments = typeof contracts.payments.procedures;
type Payment = OutputOf<Payments['getPayment']>;
type Escrow = OutputOf<Payments['getEscrow']>;
type Wallet = OutputOf<Payments['getWallet']>['wallets'][number];

/** What Haat itself says of the import's store. */
export type UciHaat = {
  readonly orders: readonly Order[];
  readonly givenUp: readonly Order[];
  readonly payments: readonly Payment[];
  readonly escrows: readonly Escrow[];
  readonly wallets: readonly Wallet[];
  readonly payoutsPaidMinor: bigint;
};

export async function readUciBack(story: UciStory): Promise<UciHaat> {
  const { market, journal, plan, progress, concurrency } = story;
  const { storeId } = journal.get('store', THE_STORE)!;
  const asAdmin = <T>(call: Parameters<typeof market.as<T>>[2]) => market.as(market.admin, null, call);
  const summaries = await allPages((page) =>
    asAdmin((api, options) => api.ordering.listStoreOrders({ storeId, ...page }, options)),
  );
  const payouts = await allPages((page) =>
    asAdmin((api, options) => api.payments.listPayouts({ storeId, ...page }, options)),
  );
  const { wallets } = await asAdmin((api, options) => api.payments.getWallet({ storeId }, options));
  const carts = new Map(plan.carts.map((cart) => [journal.get('placed', cart.key)?.checkoutId, cart]));
  const orders: Order[] = [];
  const givenUp: Order[] = [];
  const payments: Payment[] = [];
  const escrows: Escrow[] = [];
  const phase = progress.phase('Reading back: orders', summaries.length);
  await concurrently(summaries, concurrency, async ({ orderId, checkoutId }) => {
    const order = await asAdmin((api, options) => api.ordering.getOrder({ orderId }, options));
    if (isGivenUp(order)) givenUp.push(order);
    else {
      const cart = carts.get(checkoutId);
      if (cart === undefined) throw new Error(`order ${order.orderNumber} of the store belongs to no invoice`);
      orders.push(order);
      escrows.push(await asAdmin((api, options) => api.payments.getEscrow({ orderId }, options)));
      payments.push(
        await market.as(story.buyerOf(cart), null, (api, options) => api.payments.getPayment({ checkoutId }, options)),
      );
    }
    phase.tick();
  });
  phase.done();
  const paid = payouts.filter(({ status }) => status === 'paid');
  return {
    orders,
    givenUp,
    payments,
    escrows,
    wallets,
    payoutsPaidMinor: paid.reduce((sum, payout) => sum + BigInt(payout.amount.amountMinor), 0n),
  };
}
