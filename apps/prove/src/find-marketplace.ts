import { CannotConnect } from './database/snapshot.ts';
import type { ProveEnvironment } from './env.ts';
import type { DatabaseUrls, Marketplace } from './world.ts';

type Development = { databases: DatabaseUrls; now: string };

/** Asks the embedded profile where its databases are and what time it has, unless the environment names databases. */
export async function findMarketplace({ marketplaceUrl, databaseUrls }: ProveEnvironment): Promise<Marketplace> {
  if (databaseUrls !== null) return { urls: databaseUrls, now: async () => new Date() };
  const ask = async (): Promise<Development> => {
    const response = await fetch(`${marketplaceUrl}/v1/dev`).catch(() => null);
    if (response?.ok !== true) {
      throw new CannotConnect(
        `No marketplace of the embedded profile answers at ${marketplaceUrl}. Start it with "npm start", or name the databases with HAAT_PROVE_ORDERING_URL and so on.`,
      );
    }
    return (await response.json()) as Development;
  };
  return { urls: (await ask()).databases, now: async () => new Date((await ask()).now) };
}
