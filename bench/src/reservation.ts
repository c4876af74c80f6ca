import { ADDRESS, buyerToken, type Stage, stockVariant } from './stage.ts';
import { percentile } from './statistics.ts';

/**
 * Buyers who want the same SKU at the same moment: the time until each has its answer, through the whole checkout.
 * @returns how many got the goods, and the 50th and 95th percentile in milliseconds
 */
export async function measureOneSku(
  stage: Stage,
  { buyers, units, round }: { buyers: number; units: number; round: number },
) {
  const variantId = await stockVariant(stage.api, stage.storeId, 10_000 + round, units);
  const carts = await Promise.all(
    Array.from({ length: buyers }, async (_, number) => {
      const token = buyerToken(number);
      const { cart } = await stage.api.ordering.createCart({ lines: [{ variantId, quantity: 1 }] }, { token });
      return { token, cart };
    }),
  );
  const answers = await Promise.all(
    carts.map(async ({ token, cart }) => {
      const begin = performance.now();
      const answer = await stage.api.ordering.placeCheckout(
        {
          cartId: cart.cartId,
          shippingAddress: ADDRESS,
          tenders: [{ method: 'card', token: 'tok_success', amountMinor: '1990' }],
        },
        { token, idempotencyKey: cart.cartId },
      );
      return { outcome: answer.outcome, ms: performance.now() - begin };
    }),
  );
  const times = answers.map((answer) => answer.ms);
  return {
    placed: answers.filter((answer) => answer.outcome === 'placed').length,
    short: answers.filter((answer) => answer.outcome === 'stock_short').length,
    p50Ms: percentile(times, 0.5),
    p95Ms: percentile(times, 0.95),
  };
}
