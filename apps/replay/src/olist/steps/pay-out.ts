import { concurrently } from '../../market/concurrently.ts';
import { payOutStore } from '../../market/pay-out-store.ts';
import { until } from '../../market/until.ts';
import { CURRENCY, type Story } from '../story.ts';

const ESCROW_ENDS: Readonly<Record<string, 'released' | 'refunded'>> = {
  delivered: 'released',
  canceled: 'refunded',
  unavailable: 'refunded',
};

/** Waits until the money of every delivered order has gone to its store, and that of every canceled one back. */
export async function awaitEscrows({ market, journal, history, progress, concurrency }: Story): Promise<void> {
  const ending = history.orders
    .filter(({ status, lines }) => lines.length > 0 && ESCROW_ENDS[status] !== undefined)
    .flatMap(({ orderId, status }) =>
      journal.get('placed', orderId)!.orders.map((order) => ({ orderId: order.orderId, end: ESCROW_ENDS[status] })),
    );
  const phase = progress.phase('Escrow settled', ending.length);
  await concurrently(ending, concurrency, async ({ orderId, end }) => {
    await until(`the escrow of order ${orderId} to be ${end}`, async () => {
      const { status } = await market.as(market.admin, null, (api, options) =>
        api.payments.getEscrow({ orderId }, options),
      );
      return status === end ? true : undefined;
    });
    phase.tick();
  });
  phase.done();
}

/** Each seller asks for what is available; the admin approves, and the money leaves. */
export async function payOut(story: Story): Promise<void> {
  const { market, journal, history, progress, concurrency, key } = story;
  const phase = progress.phase('Payouts', history.sellers.length);
  await concurrently(history.sellers, concurrency, async ({ sellerId }) => {
    const { storeId } = journal.get('store', sellerId)!;
    const owner = story.seller(sellerId);
    if (!journal.has('payout', sellerId))
      await payOutStore({ market, journal, id: sellerId, storeId, currency: CURRENCY, owner, key });
    phase.tick();
  });
  phase.done();
}
