import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRestClient, type RestClient } from '@haat/client';
import { mintEmulatorToken, startMarketplace } from '@haat/launcher';
import { findMarketplace } from '../src/find-marketplace.ts';
import type { Marketplace } from '../src/world.ts';

/** A running marketplace with a store that has sold, shipped, been paid and cancelled. */
export type Scene = { readonly marketplace: Marketplace; readonly superuserUrl: string; stop(): Promise<void> };

const ADMIN = 'prove-admin';
const PATIENCE_MS = 20_000;

export async function setScene(): Promise<Scene> {
  const dataDir = await mkdtemp(join(tmpdir(), 'haat-prove-'));
  const running = await startMarketplace({
    dataDir,
    port: 0,
    withAuthEmulator: false,
    durable: false,
    initialAdmins: [ADMIN],
  });
  await play(createRestClient({ baseUrl: running.url }));
  return {
    marketplace: await findMarketplace({ marketplaceUrl: running.url, databaseUrls: null }),
    superuserUrl: running.postgres.superuserUrl,
    stop: async () => {
      await running.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const token = (uid: string): string => mintEmulatorToken({ uid, email: `${uid}@haat.example` });
let calls = 0;
const as = (uid: string) => ({ token: token(uid), idempotencyKey: `scene-${(calls += 1)}` });

async function play(api: RestClient): Promise<void> {
  const { storeId } = await api.stores.applyForStore(
    { slug: 'scene', name: 'Scene', currency: 'EUR', country: 'PT' },
    as('prove-seller'),
  );
  await api.stores.approve({ storeId }, as(ADMIN));
  const product = await until(() =>
    api.catalog.createProduct(
      { storeId, title: 'Mug', status: 'active', variants: [{ sku: 'MUG', priceMinor: '1000', shippingMinor: '200' }] },
      as('prove-seller'),
    ),
  );
  const { variantId } = product.variants[0]!;
  await api.ordering.createPromotion(
    { storeId, name: 'Cent off', benefit: { kind: 'amount', amountMinor: '10' } },
    as('prove-seller'),
  );
  await api.inventory.setStock({ storeId, variantId, onHand: 10 }, as('prove-seller'));
  const first = await buy(api, variantId);
  const second = await buy(api, variantId);
  const third = await buy(api, variantId);
  for (const orderId of [first, second]) {
    await api.ordering.shipOrder({ orderId, carrier: 'Post', trackingNumber: 'P1' }, as('prove-seller'));
    await api.ordering.confirmDelivery({ orderId }, as('prove-buyer'));
  }
  await api.ordering.cancelOrder({ orderId: third }, as('prove-buyer'));
  const payout = await until(() =>
    api.payments.requestPayout({ storeId, amount: { amountMinor: '1500', currency: 'EUR' } }, as('prove-seller')),
  );
  const rates = { baseCurrency: 'EUR', quoteCurrency: 'USD', rate: '1.1' };
  await api.payments.setExchangeRate(rates, as(ADMIN));
  await api.payments.convertBalance(
    { storeId, from: { amountMinor: '100', currency: 'EUR' }, toCurrency: 'USD', expectedRate: '1.1' },
    as('prove-seller'),
  );
  await api.payments.decidePayout({ payoutId: payout.payoutId, approve: true }, as(ADMIN));
}

async function buy(api: RestClient, variantId: string): Promise<string> {
  const { cart } = await api.ordering.createCart({ lines: [{ variantId, quantity: 1 }] }, as('prove-buyer'));
  const address = { name: 'Buyer', line1: '1 Street', city: 'Porto', country: 'PT' };
  const placed = await api.ordering.placeCheckout(
    {
      cartId: cart.cartId,
      shippingAddress: address,
      tenders: [{ method: 'card', token: 'tok_success', amountMinor: '1190' }],
    },
    as('prove-buyer'),
  );
  if (placed.outcome !== 'placed') throw new Error(placed.outcome);
  const { orderId } = placed.checkout.orders[0]!;
  await until(async () => {
    const { status } = await api.ordering.getOrder({ orderId }, { token: token('prove-buyer') });
    if (status !== 'confirmed') throw new Error(status);
  });
  return orderId;
}

/** Tries again until it succeeds: what one context was told, another learns a moment later. */
async function until<T>(attempt: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
}
