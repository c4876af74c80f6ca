import { randomUUID } from 'node:crypto';
import { ApiError, type RestClient } from '@haat/client';
import { ADDRESS, as } from './people.ts';
import { card, type Placed } from './shop.ts';
import { until } from './until.ts';

/** A checkout that the marketplace has said yes to; from then on it may not be forgotten. */
export type Accepted = {
  readonly buyer: string;
  readonly key: string;
  readonly cartId: string;
  readonly checkoutId: string;
  readonly orderId: string;
  readonly total: string;
};

/** People who keep buying, whatever happens to the marketplace, and write down what they were promised. */
export type Shoppers = {
  readonly journal: readonly Accepted[];
  /** Answers that no kill explains. */
  readonly surprises: string[];
  stop(): Promise<void>;
};

const RETRY_MS = 100;
/** Beyond this, a call that is repeated through a restart counts as never answered. */
const PATIENCE_MS = 120_000;

export function letShop(
  api: RestClient,
  { people, variantIds, priceMinor }: { people: number; variantIds: readonly string[]; priceMinor: string },
): Shoppers {
  const journal: Accepted[] = [];
  const surprises: string[] = [];
  let isOpen = true;
  const lanes = Array.from({ length: people }, async (_, number) => {
    const buyer = `shopper-${number}`;
    while (isOpen) {
      try {
        journal.push(
          await shopOnce(api, buyer, {
            variantId: variantIds[Math.floor(Math.random() * variantIds.length)]!,
            priceMinor,
          }),
        );
      } catch (error) {
        surprises.push(`${buyer}: ${(error as Error).message}`);
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  });
  return {
    journal,
    surprises,
    stop: async () => {
      isOpen = false;
      await Promise.all(lanes);
    },
  };
}

async function shopOnce(
  api: RestClient,
  buyer: string,
  { variantId, priceMinor }: { variantId: string; priceMinor: string },
): Promise<Accepted> {
  const quantity = 1 + Math.floor(Math.random() * 2);
  const total = String(BigInt(priceMinor) * BigInt(quantity));
  const opening = randomUUID();
  const { cart } = await insist(() =>
    api.ordering.createCart({ lines: [{ variantId, quantity }] }, as(buyer, opening)),
  );
  const { answer } = await placeAgain(api, { buyer, key: cart.cartId, cartId: cart.cartId, total });
  if (answer.outcome !== 'placed') throw new Error(`a checkout answered ${answer.outcome}`);
  const { checkoutId, orders } = answer.checkout;
  return { buyer, key: cart.cartId, cartId: cart.cartId, checkoutId, orderId: orders[0]!.orderId, total };
}

/** The same request under the same key, as often as it takes to get an answer. */
export async function placeAgain(
  api: RestClient,
  { buyer, key, cartId, total }: Pick<Accepted, 'buyer' | 'key' | 'cartId' | 'total'>,
): Promise<{ answer: Placed }> {
  const answer = await insist(() =>
    api.ordering.placeCheckout({ cartId, shippingAddress: ADDRESS, tenders: card(total) }, as(buyer, key)),
  );
  return { answer };
}

/** Repeats a call through a restart: no connection and "unavailable" are no answers. */
export async function insist<T>(call: () => Promise<T>): Promise<T> {
  for (const deadline = Date.now() + PATIENCE_MS; ;) {
    try {
      return await call();
    } catch (error) {
      const isAnswer = error instanceof ApiError && error.status !== 502 && error.status !== 503;
      if (isAnswer || Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}

/** A seller and buyers who take every order on to its delivery, so that money is released while the marketplace dies. */
export function letFulfil(
  api: RestClient,
  { seller, journal, surprises }: { seller: string; journal: readonly Accepted[]; surprises: string[] },
): { readonly delivered: ReadonlySet<string>; stop(): Promise<void> } {
  const delivered = new Set<string>();
  let isOpen = true;
  const lane = (async () => {
    for (let next = 0; isOpen;) {
      const order = journal[next];
      if (order === undefined) {
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
        continue;
      }
      next += 1;
      try {
        await fulfil(api, seller, order);
        delivered.add(order.orderId);
      } catch (error) {
        surprises.push(`${seller}: ${(error as Error).message}`);
      }
    }
  })();
  return {
    delivered,
    stop: async () => {
      isOpen = false;
      await lane;
    },
  };
}

async function fulfil(api: RestClient, seller: string, { orderId, buyer }: Accepted): Promise<void> {
  await until('an order to be confirmed', () =>
    insist(async () => (await api.ordering.getOrder({ orderId }, as(buyer))).status === 'confirmed'),
  );
  await insist(() =>
    api.ordering.shipOrder({ orderId, carrier: 'Post', trackingNumber: orderId }, as(seller, `ship-${orderId}`)),
  );
  await insist(() => api.ordering.confirmDelivery({ orderId }, as(buyer, `deliver-${orderId}`)));
}
