import { randomUUID } from 'node:crypto';
import type { RestClient } from '@haat/client';
import type { InputOf, orderingContract, OutputOf } from '@haat/contracts';
import { ADDRESS, as, OPERATOR } from './people.ts';
import { until } from './until.ts';

type Procedures = (typeof orderingContract)['procedures'];
export type Order = OutputOf<Procedures['getOrder']>;
export type Placed = OutputOf<Procedures['placeCheckout']>;
type Tenders = InputOf<Procedures['placeCheckout']>['tenders'];
type Line = { readonly variantId: string; readonly quantity: number };

export type Variant = {
  readonly storeId: string;
  readonly productId: string;
  readonly variantId: string;
  readonly seller: string;
  readonly priceMinor: string;
};

/** An approved store of its own. */
export async function openStore(api: RestClient, seller: string, currency = 'EUR'): Promise<string> {
  const applied = await api.stores.applyForStore(
    { slug: `store-${randomUUID()}`, name: `Store of ${seller}`, currency, country: 'PT' },
    as(seller),
  );
  await api.stores.approve({ storeId: applied.storeId }, as(OPERATOR));
  return applied.storeId;
}

export type Listing = { storeId: string; seller: string; onHand: number; priceMinor?: string; shippingMinor?: string };

/** Lists one thing with so many units on the shelf. The catalogue hears of a new store in the background. */
export async function listThing(
  api: RestClient,
  { storeId, seller, onHand, priceMinor = '1990', shippingMinor = '0' }: Listing,
): Promise<Variant> {
  const product = await until(`store ${storeId} to sell`, () =>
    api.catalog
      .createProduct(
        {
          storeId,
          title: 'Thing',
          status: 'active',
          variants: [{ sku: `THING-${randomUUID()}`, priceMinor, shippingMinor }],
        },
        as(seller),
      )
      .catch((error: { code?: string }) => refusedFor(error, 'catalog.store_not_selling')),
  );
  const { variantId } = product.variants[0]!;
  await api.inventory.setStock({ storeId, variantId, onHand }, as(seller));
  return { storeId, seller, productId: product.productId, variantId, priceMinor };
}

function refusedFor(error: { code?: string }, code: string): undefined {
  if (error.code !== code) throw error;
}

/** A cart with lines; `total` is what its checkout will cost, shipping and tax included. */
export async function fillCart(
  api: RestClient,
  buyer: string,
  lines: readonly Line[],
): Promise<{ cartId: string; total: string }> {
  const { cart } = await api.ordering.createCart({ lines: [...lines] }, as(buyer));
  const quote = await api.ordering.quoteCheckout({ cartId: cart.cartId, shippingAddress: ADDRESS }, as(buyer));
  return { cartId: cart.cartId, total: quote.total.amountMinor };
}

export const card = (amountMinor: string, token = 'tok_success'): Tenders => [{ method: 'card', token, amountMinor }];

/** Places a checkout that is expected to be placed. */
export async function buy(api: RestClient, buyer: string, lines: readonly Line[], token = 'tok_success') {
  const { cartId, total } = await fillCart(api, buyer, lines);
  const answer = await api.ordering.placeCheckout(
    { cartId, shippingAddress: ADDRESS, tenders: card(total, token) },
    as(buyer, `checkout-${cartId}`),
  );
  if (answer.outcome !== 'placed') throw new Error(`the checkout of ${buyer} answered ${answer.outcome}`);
  return { ...answer.checkout, cartId };
}

/** Waits until an order has one of the statuses, and answers it. */
export function orderIn(
  api: RestClient,
  reader: string,
  orderId: string,
  ...statuses: Order['status'][]
): Promise<Order> {
  return until(`order ${orderId} to be ${statuses.join(' or ')}`, async () => {
    const order = await api.ordering.getOrder({ orderId }, as(reader));
    return statuses.includes(order.status) ? order : undefined;
  });
}
