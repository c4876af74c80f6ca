import { randomUUID } from 'node:crypto';
import type { OutputOf, orderingContract, TenderWire } from '@haat/contracts';
import type { Caller, Ordering } from './ordering.ts';

export const anAddress = (country = 'BR') => ({ name: 'Ana Souza', line1: 'Rua A 1', city: 'Recife', country });

export const card = (amountMinor: string): TenderWire => ({
  method: 'card',
  amountMinor,
  token: 'tok_ok',
  installments: 1,
});

type VariantWish = {
  priceMinor?: string;
  shippingMinor?: string | null;
  currency?: string;
  title?: string;
  sellable?: boolean;
  storeId?: string;
  prices?: { amountMinor: string; currency: string }[];
  categoryIds?: string[];
  weightGrams?: number;
};

/** Puts a variant of a (new) store on the market. */
export function aVariant(ordering: Ordering, wish: VariantWish = {}): { variantId: string; storeId: string } {
  const { priceMinor = '1000', shippingMinor = null, currency = 'BRL', title = 'Blue mug', sellable = true } = wish;
  const { prices = [], categoryIds = [], weightGrams = 100 } = wish;
  const storeId = wish.storeId ?? aStore(ordering, currency);
  const variantId = randomUUID();
  ordering.neighbours.variants.set(variantId, {
    ...{
      variantId,
      productId: randomUUID(),
      storeId,
      sku: `SKU-${variantId.slice(0, 8)}`,
      title,
      options: { Size: 'M' },
    },
    price: { amountMinor: priceMinor, currency },
    shipping: shippingMinor === null ? null : { amountMinor: shippingMinor, currency },
    ...{ prices, categoryIds, weightGrams, sellable },
  });
  return { variantId, storeId };
}

export function aStore(ordering: Ordering, currency = 'BRL'): string {
  const storeId = randomUUID();
  const slug = `shop-${storeId.slice(0, 8)}`;
  ordering.neighbours.stores.set(storeId, {
    ...{
      storeId,
      name: `Shop ${slug}`,
      slug,
      status: 'approved',
      currency,
      country: 'BR',
      region: null,
      memberIds: [],
    },
  });
  return storeId;
}

export const aBuyer = (ordering: Ordering): Caller => ({ user: ordering.addUser({ userId: randomUUID() }) });

export const aMember = (ordering: Ordering, storeId: string, role: 'owner' | 'manager' | 'staff'): Caller => ({
  user: ordering.addUser({ userId: randomUUID(), memberships: [{ storeId, role }] }),
});

export const anAdmin = (ordering: Ordering): Caller => ({
  user: ordering.addUser({ userId: randomUUID(), roles: ['admin'] }),
});

type Placed = { checkout: OutputOf<typeof orderingContract.procedures.getCheckout>; cartId: string };

/** Fills a cart and checks it out; what it costs is asked for first. */
export async function placed(
  ordering: Ordering,
  buyer: Caller,
  lines: { variantId: string; quantity: number }[],
): Promise<Placed> {
  const { cart } = await ordering.call('createCart', { lines }, buyer);
  const shippingAddress = anAddress();
  const { total } = await ordering.call('quoteCheckout', { cartId: cart.cartId, shippingAddress }, buyer);
  const input = { cartId: cart.cartId, shippingAddress, tenders: [card(total.amountMinor)] };
  const answer = await ordering.call('placeCheckout', input, { ...buyer, key: randomUUID() });
  if (answer.outcome !== 'placed') throw new Error(`expected to place, got ${answer.outcome}`);
  return { checkout: answer.checkout, cartId: cart.cartId };
}

export type Sale = Placed & { buyer: Caller; orderId: string; storeId: string; variantId: string; paymentId: string };

/** One order of three units of one variant, in the status asked for. */
export async function aSale(
  ordering: Ordering,
  upTo: 'placed' | 'paid' | 'confirmed' | 'shipped' | 'delivered',
): Promise<Sale> {
  const buyer = aBuyer(ordering);
  const { variantId, storeId } = aVariant(ordering);
  const { checkout, cartId } = await placed(ordering, buyer, [{ variantId, quantity: 3 }]);
  const { checkoutId } = checkout;
  const { orderId } = checkout.orders[0]!;
  const sale: Sale = { buyer, checkout, cartId, orderId, storeId, variantId, paymentId: randomUUID() };
  if (upTo === 'placed') return sale;
  await ordering.deliver('paymentCompleted', paymentOf(sale));
  if (upTo === 'paid') return sale;
  await ordering.deliver('stockDeducted', { orderId, checkoutId });
  if (upTo === 'confirmed') return sale;
  const seller = aMember(ordering, storeId, 'staff');
  await ordering.call('shipOrder', { orderId, carrier: 'Correios', trackingNumber: 'BR1' }, seller);
  if (upTo === 'shipped') return sale;
  await ordering.call('confirmDelivery', { orderId }, buyer);
  return sale;
}

export const paymentOf = ({ checkout, paymentId }: Pick<Sale, 'checkout' | 'paymentId'>) => ({
  paymentId,
  checkoutId: checkout.checkoutId,
  orderIds: checkout.orders.map((order) => order.orderId),
  amount: checkout.total,
});
