import { createFirebaseAuth, createRestClient } from '@haat/client';
import { signInDemoAccounts } from './seed-client.ts';
import { seedOrders } from './seed-orders.ts';
import { seedStores } from './seed-stores.ts';

export { DEMO_ACCOUNTS, DEMO_PASSWORD } from './seed-data.ts';

/**
 * Fills a new marketplace through its own public interface, as its users would. Each call has an idempotency key of its
 * own, so that a seeding that was cut short goes on where it was.
 */
export async function seedMarketplace({ gatewayUrl, authUrl, onProgress }: { gatewayUrl: string; authUrl: string; onProgress: (text: string) => void }): Promise<void> {
  const session = await signInDemoAccounts(createRestClient({ baseUrl: gatewayUrl }), createFirebaseAuth({ url: authUrl }));
  const stores = await seedStores(session, (done) => onProgress(`products: ${done}`));
  await seedOrders(session, stores, (done) => onProgress(`orders: ${done}`));
}
