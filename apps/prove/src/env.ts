import { DATABASES } from './check.ts';
import type { DatabaseUrls } from './world.ts';

export type ProveEnvironment = {
  readonly marketplaceUrl: string;
  /** Given where there is no embedded profile to ask: HAAT_PROVE_ORDERING_URL and so on, all of them. */
  readonly databaseUrls: DatabaseUrls | null;
};

export function readEnvironment(variables: NodeJS.ProcessEnv = process.env): ProveEnvironment {
  const marketplaceUrl = (variables.HAAT_URL ?? 'http://127.0.0.1:8000').replace(/\/+$/, '');
  const given = DATABASES.map((name) => [name, variables[`HAAT_PROVE_${name.toUpperCase()}_URL`]] as const);
  if (given.every(([, url]) => url === undefined)) return { marketplaceUrl, databaseUrls: null };
  const missing = given.filter(([, url]) => url === undefined).map(([name]) => `HAAT_PROVE_${name.toUpperCase()}_URL`);
  if (missing.length > 0) throw new Error(`These variables are missing: ${missing.join(', ')}`);
  return { marketplaceUrl, databaseUrls: Object.fromEntries(given) as DatabaseUrls };
}
