import pg from 'pg';
import { cpuSecondsOf } from './cpu.ts';
import { ADDRESS, buyerToken, type Stage } from './stage.ts';
import { percentile } from './statistics.ts';

export type SagaFigures = {
  readonly orders: number;
  readonly seconds: number;
  readonly ordersPerSecond: number;
  readonly cpuMsPerOrder: number;
  readonly checkoutP50Ms: number;
  readonly checkoutP99Ms: number;
  readonly confirmedP50Ms: number;
  readonly confirmedP99Ms: number;
};

const WATCH_EVERY_MS = 20;

/**
 * Checkout → CONFIRMED: each client opens a cart with two lines, places the checkout, and waits until its order is
 * confirmed before it buys again. Confirmations are seen by one reader of the order table, so that waiting costs the
 * marketplace next to nothing.
 */
export async function measureSaga(
  stage: Stage,
  { clients, seconds, firstBuyer }: { clients: number; seconds: number; firstBuyer: number },
): Promise<SagaFigures> {
  const watch = await watchConfirmations(stage.superuserUrl);
  const tokens = Array.from({ length: clients }, (_, number) => buyerToken(firstBuyer + number));
  await Promise.all(tokens.map((token) => stage.api.identity.me({}, { token })));
  const checkoutMs: number[] = [];
  const confirmedMs: number[] = [];
  const cpuBefore = cpuSecondsOf(...stage.pids);
  const begin = performance.now();
  const end = begin + seconds * 1000;
  await Promise.all(
    tokens.map(async (token) => {
      while (performance.now() < end) {
        const { cart } = await stage.api.ordering.createCart({ lines: twoLines(stage) }, { token });
        const total = cart.itemsTotal!.amountMinor;
        const placedAt = performance.now();
        const answer = await stage.api.ordering.placeCheckout(
          {
            cartId: cart.cartId,
            shippingAddress: ADDRESS,
            tenders: [{ method: 'card', token: 'tok_success', amountMinor: total }],
          },
          { token, idempotencyKey: cart.cartId },
        );
        checkoutMs.push(performance.now() - placedAt);
        if (answer.outcome !== 'placed') throw new Error(`a checkout answered ${answer.outcome}`);
        await watch.confirmed(answer.checkout.orders[0]!.orderId);
        confirmedMs.push(performance.now() - placedAt);
      }
    }),
  );
  const elapsedSeconds = (performance.now() - begin) / 1000;
  const cpuSeconds = cpuSecondsOf(...stage.pids) - cpuBefore;
  await watch.stop();
  return {
    orders: confirmedMs.length,
    seconds: elapsedSeconds,
    ordersPerSecond: confirmedMs.length / elapsedSeconds,
    cpuMsPerOrder: (cpuSeconds * 1000) / confirmedMs.length,
    checkoutP50Ms: percentile(checkoutMs, 0.5),
    checkoutP99Ms: percentile(checkoutMs, 0.99),
    confirmedP50Ms: percentile(confirmedMs, 0.5),
    confirmedP99Ms: percentile(confirmedMs, 0.99),
  };
}

function twoLines({ variantIds }: Stage) {
  const first = Math.floor(Math.random() * variantIds.length);
  const second = (first + 1 + Math.floor(Math.random() * (variantIds.length - 1))) % variantIds.length;
  return [first, second].map((index) => ({ variantId: variantIds[index]!, quantity: 1 }));
}

async function watchConfirmations(superuserUrl: string) {
  const url = new URL(superuserUrl);
  url.pathname = '/haat_ordering';
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  const waiting = new Map<string, () => void>();
  let isWatching = true;
  const loop = (async () => {
    while (isWatching) {
      if (waiting.size > 0) {
        const { rows } = await client.query<{ order_id: string }>(
          `SELECT order_id FROM customer_order WHERE order_id = ANY($1::uuid[]) AND status = 'confirmed'`,
          [[...waiting.keys()]],
        );
        for (const { order_id } of rows) {
          waiting.get(order_id)?.();
          waiting.delete(order_id);
        }
      }
      await new Promise((resolve) => setTimeout(resolve, WATCH_EVERY_MS));
    }
    await client.end();
  })();
  return {
    confirmed: (orderId: string) => new Promise<void>((resolve) => waiting.set(orderId, resolve)),
    stop: () => {
      isWatching = false;
      return loop;
    },
  };
}
