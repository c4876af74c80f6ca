import { createFirebaseAuth, createRestClient } from '@haat/client';
import { createDemoAccounts } from './demo-accounts.ts';
import { signInDemoAccounts } from './seed-client.ts';
import { seedOrders } from './seed-orders.ts';
import { seedStores } from './seed-stores.ts';

export { DEMO_ACCOUNTS, DEMO_PASSWORD } from './seed-data.ts';

export type SeedOptions = {
  readonly gatewayUrl: string;
  readonly authUrl: string;
  readonly projectId: string;
  readonly onProgress: (text: string) => void;
};

/**
 * Fills a new marketplace through its own public interface, as its users would. Each call has an idempotency key of its
 * own, so that a seeding that was cut short goes on where it was.
 */
export async function seedMarketplace({ gatewayUrl, authUrl, projectId, onProgress }: SeedOptions): Promise<void> {
  await createDemoAccounts({ authUrl, projectId });
  const session = await signInDemoAccounts(
    createRestClient({ baseUrl: gatewayUrl }),
    createFirebaseAuth({ url: authUrl }),
  );
  const stores = await seedStores(session, (done) => onProgress(`products: ${done}`));
  await seedOrders(session, stores, (done) => onProgress(`orders: ${done}`));
}
