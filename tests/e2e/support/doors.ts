import { createHaatClient, type HaatClient, operations, type RestClient } from '@haat/client';
import { ADDRESS, as, tokenOf } from './people.ts';
import { card, type Variant } from './shop.ts';
import { until } from './until.ts';

/** What a buyer and a seller do from the shelf to the review, through one door. */
export type Door = {
  readonly name: string;
  browse(storeId: string): Promise<string>;
  fillCart(variantId: string, quantity: number): Promise<string>;
  quote(cartId: string): Promise<string>;
  checkout(cartId: string, total: string): Promise<string>;
  status(orderId: string): Promise<string>;
  ship(orderId: string): Promise<unknown>;
  confirmDelivery(orderId: string): Promise<unknown>;
  review(orderId: string): Promise<{ rating: number; title: string; body: string }>;
};

const REVIEW = { rating: 5, title: 'Good', body: 'It holds water.' };
const PARCEL = { carrier: 'Post', trackingNumber: 'PT 1' };

/** Goes the whole way and answers the order's id and what was written about it. */
export async function journey(
  door: Door,
  thing: Variant,
): Promise<{ orderId: string; review: object; seen: string[] }> {
  const seen: string[] = [];
  const reach = (orderId: string, wanted: string) =>
    until(`${door.name}: an order to be ${wanted}`, async () => {
      const status = (await door.status(orderId)).toLowerCase();
      return status === wanted && seen.push(status) > 0;
    });
  expectSame(await door.browse(thing.storeId), thing.variantId);
  const cartId = await door.fillCart(thing.variantId, 2);
  const orderId = await door.checkout(cartId, await door.quote(cartId));
  await reach(orderId, 'confirmed');
  await door.ship(orderId);
  await reach(orderId, 'shipped');
  await door.confirmDelivery(orderId);
  await reach(orderId, 'delivered');
  // The catalogue hears of the delivery a moment later.
  const review = await until(`${door.name}: the review`, () => door.review(orderId).catch(notYetDelivered));
  return { orderId, review, seen };
}

function notYetDelivered(error: { code?: string }): undefined {
  if (error.code?.startsWith('catalog.') !== true) throw error;
}

function expectSame(found: string, wanted: string): void {
  if (found !== wanted) throw new Error(`the shelf shows ${found} instead of ${wanted}`);
}

export function throughRest(api: RestClient, buyer: string, seller: string): Door {
  const me = as(buyer);
  return {
    name: 'REST',
    async browse(storeId) {
      const { items } = await api.catalog.listProducts({ storeId });
      const product = await api.catalog.getProduct({ productId: items[0]!.productId });
      return product.variants[0]!.variantId;
    },
    fillCart: async (variantId, quantity) =>
      (await api.ordering.createCart({ lines: [{ variantId, quantity }] }, me)).cart.cartId,
    quote: async (cartId) =>
      (await api.ordering.quoteCheckout({ cartId, shippingAddress: ADDRESS }, me)).total.amountMinor,
    async checkout(cartId, total) {
      const wish = { cartId, shippingAddress: ADDRESS, tenders: card(total) };
      const answer = await api.ordering.placeCheckout(wish, as(buyer, `rest-${cartId}`));
      if (answer.outcome !== 'placed') throw new Error(answer.outcome);
      return answer.checkout.orders[0]!.orderId;
    },
    status: async (orderId) => (await api.ordering.getOrder({ orderId }, me)).status,
    ship: (orderId) => api.ordering.shipOrder({ orderId, ...PARCEL }, as(seller)),
    confirmDelivery: (orderId) => api.ordering.confirmDelivery({ orderId }, me),
    async review(orderId) {
      const { lines } = await api.ordering.getOrder({ orderId }, me);
      return api.catalog.writeReview({ orderLineId: lines[0]!.orderLineId, ...REVIEW }, me);
    },
  };
}

export function throughClient(url: string, buyer: string, seller: string): Door {
  const client = (name: string): HaatClient => createHaatClient({ url, getToken: () => tokenOf(name) });
  const [me, them] = [client(buyer), client(seller)];
  const order = async (orderId: string) => (await me.execute(operations.ShowOrderDocument, { orderId })).order!;
  return {
    name: 'the generated client',
    async browse(storeId) {
      for await (const { productId } of me.iterate(
        operations.ListProductsDocument,
        { storeId },
        ({ products }) => products,
      )) {
        const { product } = await me.execute(operations.ShowProductDocument, { productId });
        return product!.variants[0]!.variantId;
      }
      throw new Error('the shelf is empty');
    },
    async fillCart(variantId, quantity) {
      const { createCart } = await me.execute(operations.CreateCartDocument, {
        input: { lines: [{ variantId, quantity }] },
      });
      return createCart!.cart.cartId;
    },
    async quote(cartId) {
      const { quote } = await me.execute(operations.QuoteCheckoutDocument, { cartId, shippingAddress: ADDRESS });
      return quote!.total.amountMinor;
    },
    async checkout(cartId, amountMinor) {
      const tenders = [{ method: 'CARD', token: 'tok_success', amountMinor }] as const;
      const { placeCheckout } = await me.execute(operations.PlaceCheckoutDocument, {
        input: { cartId, shippingAddress: ADDRESS, tenders },
      });
      if (placeCheckout?.__typename !== 'CheckoutPlaced') throw new Error(placeCheckout?.__typename);
      return placeCheckout.checkout.orders[0]!.orderId;
    },
    status: async (orderId) => (await order(orderId)).status,
    ship: (orderId) => them.execute(operations.ShipOrderDocument, { orderId, ...PARCEL }),
    confirmDelivery: (orderId) => me.execute(operations.ConfirmDeliveryDocument, { orderId }),
    async review(orderId) {
      const { orderLineId } = (await order(orderId)).lines[0]!;
      return (await me.execute(operations.WriteReviewDocument, { orderLineId, ...REVIEW })).writeReview!.review;
    },
  };
}

type Json = Record<string, never>;

/** Plain GraphQL by hand, as somebody without our client would write it. */
export function throughGraphql(url: string, buyer: string, seller: string): Door {
  let calls = 0;
  const ask = async (who: string, query: string, variables: object): Promise<Json> => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${tokenOf(who)}`,
        'idempotency-key': `graphql-${(calls += 1)}`,
      },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as {
      data?: Json;
      errors?: { message: string; extensions?: { code?: string } }[];
    };
    const [error] = errors ?? [];
    if (error !== undefined) throw Object.assign(new Error(error.message), { code: error.extensions?.code });
    return data!;
  };
  const read = (value: unknown, ...path: (string | number)[]): never =>
    path.reduce<unknown>((at, step) => (at as Json)[step], value) as never;
  return {
    name: 'GraphQL',
    async browse(storeId) {
      const query = `query($storeId: ID!) { products(storeId: $storeId, first: 1) { edges { node { variants { variantId } } } } }`;
      return read(await ask(buyer, query, { storeId }), 'products', 'edges', 0, 'node', 'variants', 0, 'variantId');
    },
    async fillCart(variantId, quantity) {
      const query = `mutation($input: CreateCartInput!) { createCart(input: $input) { cart { cartId } } }`;
      const data = await ask(buyer, query, { input: { lines: [{ variantId, quantity }] } });
      return read(data, 'createCart', 'cart', 'cartId');
    },
    async quote(cartId) {
      const query = `query($cartId: ID!, $to: AddressInput!) { quote(cartId: $cartId, shippingAddress: $to) { total { amountMinor } } }`;
      return read(await ask(buyer, query, { cartId, to: ADDRESS }), 'quote', 'total', 'amountMinor');
    },
    async checkout(cartId, amountMinor) {
      const query = `mutation($input: PlaceCheckoutInput!) { placeCheckout(input: $input) {
        __typename ... on CheckoutPlaced { checkout { orders { orderId } } } } }`;
      const tenders = [{ method: 'CARD', token: 'tok_success', amountMinor }];
      const data = await ask(buyer, query, { input: { cartId, shippingAddress: ADDRESS, tenders } });
      return read(data, 'placeCheckout', 'checkout', 'orders', 0, 'orderId');
    },
    async status(orderId) {
      return read(
        await ask(buyer, `query($id: ID!) { order(orderId: $id) { status } }`, { id: orderId }),
        'order',
        'status',
      );
    },
    ship: (orderId) =>
      ask(
        seller,
        `mutation($id: ID!) { shipOrder(input: { orderId: $id, carrier: "Post", trackingNumber: "PT 1" }) { order { status } } }`,
        { id: orderId },
      ),
    confirmDelivery: (orderId) =>
      ask(buyer, `mutation($id: ID!) { confirmDelivery(input: { orderId: $id }) { order { status } } }`, {
        id: orderId,
      }),
    async review(orderId) {
      const lines = await ask(buyer, `query($id: ID!) { order(orderId: $id) { lines { orderLineId } } }`, {
        id: orderId,
      });
      const query = `mutation($input: WriteReviewInput!) { writeReview(input: $input) { review { rating title body } } }`;
      const input = { orderLineId: read(lines, 'order', 'lines', 0, 'orderLineId') as string, ...REVIEW };
      return read(await ask(buyer, query, { input }), 'writeReview', 'review');
    },
  };
}
