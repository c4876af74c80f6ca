import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRestClient, type RestClient } from '@haat/client';
import { type MarketplaceOptions, startMarketplace } from '@haat/launcher';
import { OPERATOR } from './people.ts';
import { openTables, type Tables } from './tables.ts';

/** A marketplace of its own for one suite, with its databases open for checks. */
export type Stage = {
  readonly url: string;
  readonly authUrl: string | null;
  readonly api: RestClient;
  readonly tables: Tables;
  /** What the marketplace itself called a defect; a suite that ends with any has failed. */
  readonly defects: readonly string[];
  stop(): Promise<void>;
};

export async function setStage(options: Partial<MarketplaceOptions> = {}): Promise<Stage> {
  const dataDir = await mkdtemp(join(tmpdir(), 'haat-e2e-'));
  const defects: string[] = [];
  const marketplace = await startMarketplace({
    dataDir,
    port: 0,
    withAuthEmulator: false,
    durable: false,
    checkOutput: true,
    // Partners' machines stand on this one.
    allowPrivateWebhooks: true,
    initialAdmins: [`uid-${OPERATOR}`],
    onDefect: (error, place) => defects.push(`${place}: ${(error as Error).stack ?? String(error)}`),
    ...options,
  });
  const tables = openTables(marketplace.postgres.superuserUrl);
  return {
    url: marketplace.url,
    authUrl: marketplace.authUrl,
    api: createRestClient({ baseUrl: marketplace.url }),
    tables,
    defects,
    stop: async () => {
      await tables.close();
      await marketplace.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
