import { type SeedSession, until } from './seed-client.ts';
import type { SeededStore } from './seed-stores.ts';

const ADMIN = 'admin@haat.example';
const BUYERS = [
  'buyer.ada@haat.example',
  'buyer.ben@haat.example',
  'buyer.chen@haat.example',
  'buyer.dora@haat.example',
];

type Order = { readonly orderId: string; readonly storeId: string; readonly status: string };
type Story = (scene: Scene, order: Order) => Promise<void>;

/** One order with the session and the two people it is between. */
type Scene = { readonly session: SeedSession; readonly buyer: string; readonly seller: string; readonly key: string };

const ship: Story = async ({ session: { api, as }, seller, key }, { orderId }) => {
  await api.ordering.shipOrder(
    { orderId, carrier: 'Haat Post', trackingNumber: `HP${key.toUpperCase()}` },
    as(seller, `ship-${key}`),
  );
};

const deliver: Story = async (scene, order) => {
  await ship(scene, order);
  const {
    session: { api, as },
    buyer,
    key,
  } = scene;
  await api.ordering.confirmDelivery({ orderId: order.orderId }, as(buyer, `deliver-${key}`));
};

/** How each seeded order goes on after its payment; together they leave orders in every state. */
const STORIES: readonly (readonly [name: string, story: Story | 'unpaid'])[] = [
  ['placed', 'unpaid'],
  ['confirmed', async () => {}],
  [
    'processing',
    async ({ session: { api, as }, seller, key }, { orderId }) => {
      await api.ordering.startProcessing({ orderId }, as(seller, `process-${key}`));
      await api.ordering.issueInvoice({ orderId }, as(seller, `invoice-${key}`));
    },
  ],
  ['shipped', ship],
  ['delivered', deliver],
  [
    'reviewed',
    async (scene, order) => {
      await deliver(scene, order);
      await review(scene, order);
    },
  ],
  [
    'cancelled',
    async ({ session: { api, as }, buyer, key }, { orderId }) => {
      await api.ordering.cancelOrder(
        { orderId, reason: 'buyer_request', note: 'Ordered twice.' },
        as(buyer, `cancel-${key}`),
      );
    },
  ],
  [
    'returned',
    async (scene, order) => {
      await deliver(scene, order);
      await giveBack(scene, order);
    },
  ],
  [
    'disputed',
    async (scene, order) => {
      await ship(scene, order);
      const {
        session: { api, as },
        buyer,
        key,
      } = scene;
      await api.payments.openDispute(
        { orderId: order.orderId, reason: 'The parcel arrived empty.' },
        as(buyer, `dispute-${key}`),
      );
    },
  ],
];

/** Places demo orders and takes each to its own end, so that every state can be looked at. */
export async function seedOrders(
  session: SeedSession,
  stores: readonly SeededStore[],
  onProgress: (done: number) => void,
): Promise<void> {
  let done = 0;
  for (const [index, [name, story]] of STORIES.entries()) {
    for (const [storeIndex, store] of stores.entries()) {
      if ((index + storeIndex) % 2 === 1) continue;
      const buyer = BUYERS[(index + storeIndex) % BUYERS.length]!;
      const scene: Scene = { session, buyer, seller: store.owner, key: `${name}-${store.slug}` };
      const order = await placeOrder(scene, store, { productIndex: index * 2, isPaid: story !== 'unpaid' });
      if (story !== 'unpaid') await story(scene, order);
      onProgress((done += 1));
    }
  }
  await seedPayouts(session, stores);
}

async function placeOrder(
  scene: Scene,
  store: SeededStore,
  { productIndex, isPaid }: { productIndex: number; isPaid: boolean },
): Promise<Order> {
  const {
    session: { api, as },
    buyer,
    key,
  } = scene;
  const variant = store.products[productIndex]!.variants[0]!;
  const { cart } = await api.ordering.createCart(
    { lines: [{ variantId: variant.variantId, quantity: 1 + (productIndex % 2) }] },
    as(buyer, `cart-${key}`),
  );
  const shippingAddress = { name: 'Demo Buyer', line1: '1 Market Street', city: store.city, country: store.country };
  const quote = await api.ordering.quoteCheckout({ cartId: cart.cartId, shippingAddress }, as(buyer));
  const token = isPaid ? 'tok_success' : 'tok_timeout';
  const placed = await api.ordering.placeCheckout(
    {
      cartId: cart.cartId,
      shippingAddress,
      tenders: [{ method: 'card', token, amountMinor: quote.total.amountMinor }],
    },
    as(buyer, `checkout-${key}`),
  );
  if (placed.outcome !== 'placed') throw new Error(`seeding ${key}: the checkout answered ${placed.outcome}`);
  const order = placed.checkout.orders[0]!;
  if (!isPaid) return order;
  return until(`order ${key} to be confirmed`, async () => {
    const now = await api.ordering.getOrder({ orderId: order.orderId }, as(buyer));
    return now.status === 'placed' || now.status === 'paid' ? undefined : now;
  });
}

async function review({ session: { api, as }, buyer, key }: Scene, { orderId }: Order): Promise<void> {
  const order = await api.ordering.getOrder({ orderId }, as(buyer));
  const orderLineId = order.lines[0]!.orderLineId;
  await until(`the purchase ${key} to be known to the catalogue`, () =>
    api.catalog
      .writeReview(
        { orderLineId, rating: 5, title: 'Lovely', body: 'Even better than in the pictures.' },
        as(buyer, `review-${key}`),
      )
      .catch((error: { code?: string }) => (error.code === 'catalog.already_reviewed' ? true : undefined)),
  );
}

async function giveBack({ session: { api, as }, buyer, seller, key }: Scene, { orderId }: Order): Promise<void> {
  const order = await api.ordering.getOrder({ orderId }, as(buyer));
  const lines = order.lines.map(({ orderLineId, quantity }) => ({ orderLineId, quantity }));
  const asked = await api.ordering.requestReturn(
    { orderId, lines, reason: 'Not what I expected.' },
    as(buyer, `return-${key}`),
  );
  await api.ordering.decideReturn(
    { orderId, returnId: asked.returnId, accept: true },
    as(seller, `return-decision-${key}`),
  );
}

/** One payout paid, one asked for, so that both can be seen. */
async function seedPayouts({ api, as }: SeedSession, stores: readonly SeededStore[]): Promise<void> {
  for (const [index, store] of [stores[0]!, stores[1]!].entries()) {
    const amount = await until(`money for ${store.slug}`, async () => {
      const { wallets } = await api.payments.getWallet({ storeId: store.storeId }, as(store.owner));
      const available = wallets.find((wallet) => wallet.available.amountMinor !== '0')?.available;
      return available === undefined || available.amountMinor.startsWith('-') ? undefined : available;
    });
    const half = { amountMinor: String(BigInt(amount.amountMinor) / 2n), currency: amount.currency };
    const payout = await api.payments.requestPayout(
      { storeId: store.storeId, amount: half },
      as(store.owner, `payout-${store.slug}`),
    );
    if (index === 0)
      await api.payments.decidePayout(
        { payoutId: payout.payoutId, approve: true },
        as(ADMIN, `payout-decision-${store.slug}`),
      );
  }
}
