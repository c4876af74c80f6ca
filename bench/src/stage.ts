import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createRestClient, type RestClient } from '@haat/client';
import { mintEmulatorToken } from '@haat/launcher';

/** A marketplace with one store and its shelf, ready to be bought from. */
export type Stage = {
  readonly api: RestClient;
  readonly url: string;
  readonly superuserUrl: string;
  readonly storeId: string;
  readonly variantIds: readonly string[];
  readonly pids: readonly number[];
  readonly child: ChildProcess;
  /** Metrics of the marketplace's process, in prom-client's JSON form. */
  metrics(): Promise<Metric[]>;
  /** Profiles the marketplace's process while the work runs; answers the file's path. */
  profiled(work: () => Promise<unknown>): Promise<string>;
  stop(): Promise<void>;
};

export type Metric = {
  name: string;
  values: { value: number; metricName?: string; labels: Record<string, string | number> }[];
};

export const buyerToken = (number: number): string =>
  mintEmulatorToken({ uid: `bench-buyer-${number}`, email: `buyer${number}@bench.example` });
export const ADMIN = { token: mintEmulatorToken({ uid: 'bench-admin', email: 'admin@bench.example' }) };
export const SELLER = { token: mintEmulatorToken({ uid: 'bench-seller', email: 'seller@bench.example' }) };
export const ADDRESS = { name: 'Bench Buyer', line1: '1 Market Street', city: 'Porto', country: 'PT' };

const SHELF = 200;

/** `shelf`: how many things are put on sale. */
export async function setStage({ shelf = SHELF } = {}): Promise<Stage> {
  const child = fork(fileURLToPath(new URL('./marketplace-process.ts', import.meta.url)), { stdio: 'inherit' });
  const [ready] = (await once(child, 'message')) as [{ url: string; superuserUrl: string; postmaster: number }];
  const api = createRestClient({ baseUrl: ready.url });
  const store = await api.stores.applyForStore(
    { slug: 'bench', name: 'Bench', currency: 'EUR', country: 'PT' },
    SELLER,
  );
  await api.stores.approve({ storeId: store.storeId }, ADMIN);
  const variantIds: string[] = [];
  for (let number = 0; number < shelf; number += 1)
    variantIds.push(await stockVariant(api, store.storeId, number, 1_000_000));
  return {
    ...ready,
    api,
    storeId: store.storeId,
    variantIds,
    pids: [child.pid!, ready.postmaster],
    child,
    metrics: async () => ((await ask(child, 'metrics')) as { metrics: Metric[] }).metrics,
    profiled: async (work) => {
      await ask(child, 'start-profile');
      await work();
      return ((await ask(child, 'stop-profile')) as { file: string }).file;
    },
    stop: async () => {
      const exited = once(child, 'exit');
      child.send('stop');
      await exited;
    },
  };
}

async function ask(child: ChildProcess, order: string): Promise<unknown> {
  const answer = once(child, 'message');
  child.send(order);
  return ((await answer) as [unknown])[0];
}

/** Lists one thing with so many units on the shelf; answers its variant. */
export async function stockVariant(api: RestClient, storeId: string, number: number, onHand: number): Promise<string> {
  const product = await api.catalog.createProduct(
    {
      storeId,
      title: `Thing ${number}`,
      status: 'active',
      variants: [{ sku: `THING-${number}`, priceMinor: '1990', shippingMinor: '0' }],
    },
    SELLER,
  );
  const { variantId } = product.variants[0]!;
  await api.inventory.setStock({ storeId, variantId, onHand }, SELLER);
  return variantId;
}
