import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { fuzzedOperations, type Operation } from './support/graphql-fuzz.ts';
import { naughtyStrings } from './support/naughty-strings.ts';
import { ADDRESS, as, OPERATOR, tokenOf } from './support/people.ts';
import { setStage, type Stage } from './support/stage.ts';
import { until } from './support/until.ts';

type Answer = { readonly status: number; readonly ms: number; readonly cache: string | null; readonly body: Body };
type Body = {
  readonly data?: Record<string, never> | null;
  readonly errors?: { message: string; extensions?: Record<string, unknown> }[];
};

let stage: Stage;
let variantId: string;
let storeId: string;
let productId: string;

beforeAll(async () => {
  stage = await setStage({ initialAdmins: [`uid-${OPERATOR}`] });
  await stage.api.identity.me({}, as(OPERATOR));
  ({ storeId } = await stage.api.stores.applyForStore(
    { name: 'Loom', slug: 'loom', country: 'PT', currency: 'EUR' },
    as('sara'),
  ));
  await stage.api.stores.approve({ storeId }, as(OPERATOR));
  const product = await createProduct('A blanket');
  productId = product.productId;
  variantId = product.variants[0]!.variantId;
  await stage.api.inventory.setStock({ storeId, variantId, onHand: 50 }, as('sara'));
});
afterAll(() => stage.stop());

const createProduct = (title: string) =>
  until('the store to sell', () =>
    stage.api.catalog
      .createProduct(
        { storeId, title, status: 'active', variants: [{ sku: `S${Math.random()}`, priceMinor: '2500' }] },
        as('sara'),
      )
      .catch(() => undefined),
  );

async function ask(query: string, variables: object = {}, who?: string): Promise<Answer> {
  const begun = performance.now();
  const response = await fetch(`${stage.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(who === undefined ? {} : { authorization: `Bearer ${tokenOf(who)}` }),
    },
    body: JSON.stringify({ query, variables }),
  });
  const body = (await response.json()) as Body;
  return {
    status: response.status,
    ms: performance.now() - begun,
    cache: response.headers.get('x-response-cache'),
    body,
  };
}

const LISTING = '{ products { nodes { title inStock store { name } variants { availability } } } }';
const titlesOf = ({ body }: Answer): string[] =>
  (body.data as unknown as { products: { nodes: { title: string }[] } }).products.nodes.map(({ title }) => title);

describe('GraphQL at the gateway', () => {
  it('shows what was changed a moment ago, although it keeps answers', async () => {
    await until('the listing to be kept', async () => ((await ask(LISTING)).cache === 'hit' ? true : undefined));
    await createProduct('A cushion');
    const fresh = await until('the new product', async () => {
      const answer = await ask(LISTING);
      return titlesOf(answer).includes('A cushion') ? answer : undefined;
    });
    expect(fresh.body.errors).toBeUndefined();
    await stage.api.stores.suspend({ storeId, reason: 'a test' }, as(OPERATOR));
    await until('the products to leave', async () => (titlesOf(await ask(LISTING)).length === 0 ? true : undefined));
    await stage.api.stores.reinstate({ storeId }, as(OPERATOR));
    await until('the products to return', async () => (titlesOf(await ask(LISTING)).length === 2 ? true : undefined));
  });

  it('takes a buyer from the shelf to the delivery', async () => {
    const shippingAddress = ADDRESS;
    const created = await ask(
      'mutation($lines: [CreateCartLineInput!]) { createCart(input: { lines: $lines }) { cart { cartId } } }',
      { lines: [{ variantId, quantity: 2 }] },
      'bea',
    );
    const { cartId } = (created.body.data as unknown as { createCart: { cart: { cartId: string } } }).createCart.cart;
    const quoted = await ask(
      'query($cartId: ID!, $shippingAddress: AddressInput!) { quote(cartId: $cartId, shippingAddress: $shippingAddress) { total { amountMinor currency } } }',
      { cartId, shippingAddress },
      'bea',
    );
    const { amountMinor } = (quoted.body.data as unknown as { quote: { total: { amountMinor: string } } }).quote.total;
    const place = `mutation($input: PlaceCheckoutInput!, $key: String!) { placeCheckout(input: $input, idempotencyKey: $key) { __typename
      ... on CheckoutPlaced { checkout { checkoutId orders { orderId total { amountMinor } } } payment { status } }
      ... on PriceChanged { total { amountMinor } } ... on StockShort { lines { available } } } }`;
    const input = { cartId, shippingAddress, tenders: [{ method: 'CARD', token: 'tok_success_sync', amountMinor }] };
    const changed = await ask(place, { input: { ...input, expectedTotalMinor: '1' }, key: 'changed-price' }, 'bea');
    expect(changed.body).toMatchObject({
      data: { placeCheckout: { __typename: 'PriceChanged', total: { amountMinor } } },
    });
    const placed = await ask(place, { input, key: 'the-checkout' }, 'bea');
    expect(placed.body).toMatchObject({
      data: { placeCheckout: { __typename: 'CheckoutPlaced', payment: { status: 'COMPLETED' } } },
    });
    const again = await ask(place, { input, key: 'the-checkout' }, 'bea');
    expect(again.body).toMatchObject({
      data: { placeCheckout: { checkout: { orders: [{ total: { amountMinor } }] } } },
    });
    const orderId = await orderOf('bea');
    await until('the order to be confirmed', async () =>
      (await statusOf(orderId)) === 'CONFIRMED' ? true : undefined,
    );
    const ship = 'mutation($input: ShipOrderInput!) { shipOrder(input: $input) { order { status store { name } } } }';
    const shipped = await ask(ship, { input: { orderId, carrier: 'Post', trackingNumber: 'PT1' } }, 'sara');
    expect(shipped.body).toEqual({ data: { shipOrder: { order: { status: 'SHIPPED', store: { name: 'Loom' } } } } });
    const stranger = await ask(ship, { input: { orderId, carrier: 'Post', trackingNumber: 'PT1' } }, 'zoe');
    expect(stranger.body.errors![0]!.extensions).toMatchObject({ code: 'ordering.order_not_found', kind: 'not_found' });
    const deliver =
      'mutation($id: ID!) { confirmDelivery(input: { orderId: $id }) { order { status timeline { type } } } }';
    expect((await ask(deliver, { id: orderId }, 'bea')).body).toMatchObject({
      data: { confirmDelivery: { order: { status: 'DELIVERED' } } },
    });
  });

  it('says that a payment waits for the buyer', async () => {
    const cart = await stage.api.ordering.createCart(
      { lines: [{ variantId, quantity: 1 }] },
      as('bea', 'waiting-cart'),
    );
    const { cartId } = cart.cart;
    const { total } = await stage.api.ordering.quoteCheckout({ cartId, shippingAddress: ADDRESS }, as('bea'));
    const tenders = [{ method: 'BANK_SLIP', token: 'tok_timeout', amountMinor: total.amountMinor }];
    const { body } = await ask(
      `mutation($input: PlaceCheckoutInput!) { placeCheckout(input: $input, idempotencyKey: "waiting") { __typename
        ... on PaymentActionRequired { payment { status tenders { method status } } message returnUrl } } }`,
      { input: { cartId, shippingAddress: ADDRESS, tenders } },
      'bea',
    );
    expect(body).toMatchObject({
      data: {
        placeCheckout: {
          __typename: 'PaymentActionRequired',
          payment: { status: 'PROCESSING', tenders: [{ method: 'BANK_SLIP', status: 'PENDING' }] },
          returnUrl: null,
        },
      },
    });
  });

  it('passes every audit of GraphQL over HTTP', async () => {
    const audits = serverAudits({ url: `${stage.url}/graphql`, fetchFn: fetch });
    const results = await Promise.all(audits.map((audit) => audit.fn()));
    expect(audits.length).toBeGreaterThanOrEqual(61);
    expect(results.filter(({ status }) => status !== 'ok').map(({ name }) => name)).toEqual([]);
  });
});

describe('a fuzz of the schema', () => {
  it('finds no 5xx, no answer over a second and no defect', async () => {
    const operations = fuzzedOperations({ naughty: naughtyStrings(), storeId, productId, variantId });
    expect(operations.length).toBeGreaterThan(500);
    const faults: string[] = [];
    for (const { what, query, variables } of operations) {
      const fault = await faultOf(what, query, variables);
      // A busy machine may hold up any single answer; one that is slow by itself is slow again.
      if (fault !== null && (!fault.isSlow || (await faultOf(what, query, variables)) !== null))
        faults.push(fault.text);
    }
    expect(faults).toEqual([]);
    expect(stage.defects).toEqual([]);
  });
});

type Fault = { readonly isSlow: boolean; readonly text: string };

async function faultOf(what: string, query: string, variables: object): Promise<Fault | null> {
  const { status, ms, body } = await ask(query, variables, whoAsks(what));
  const codes = body.errors?.map(({ extensions }) => extensions?.code) ?? [];
  const isDefect = codes.some((code) => code === undefined || code === 'internal.unexpected');
  const isSlow = ms > MAX_ANSWER_MS;
  if (status < 500 && !isDefect && !isSlow) return null;
  const text = `${what}: ${status} in ${Math.round(ms)} ms ${JSON.stringify(body).slice(0, 300)}`;
  return { isSlow: isSlow && status < 500 && !isDefect, text };
}

const MAX_ANSWER_MS = 1000;

const whoAsks = (what: Operation['what']): string => (what.length % 2 === 0 ? 'sara' : OPERATOR);

const statusOf = async (orderId: string): Promise<string> =>
  (
    (await ask('query($id: ID!) { order(orderId: $id) { status } }', { id: orderId }, 'bea')).body.data as unknown as {
      order: { status: string };
    }
  ).order.status;

async function orderOf(who: string): Promise<string> {
  const { body } = await ask(
    '{ myOrders(first: 1) { nodes { orderId order { lines { quantity product { title } } } } } }',
    {},
    who,
  );
  const { nodes } = (body.data as unknown as { myOrders: { nodes: { orderId: string; order: object }[] } }).myOrders;
  expect(nodes[0]!.order).toEqual({ lines: [{ quantity: 2, product: { title: 'A blanket' } }] });
  return nodes[0]!.orderId;
}
