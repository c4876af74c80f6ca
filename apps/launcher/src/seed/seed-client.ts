import { type CallOptions, type FirebaseAuth, type RestClient } from '@haat/client';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from './seed-data.ts';

/** The marketplace's public interface, as each demo account sees it. */
export type SeedSession = {
  readonly api: RestClient;
  /** Options of a call by this account. A `key` makes the call safe to repeat when seeding was cut short. */
  as(email: string, key?: string): CallOptions;
};

/** Signs all demo accounts in. */
export async function signInDemoAccounts(api: RestClient, auth: FirebaseAuth): Promise<SeedSession> {
  const tokens = new Map<string, string>();
  for (const { email, displayName } of DEMO_ACCOUNTS) {
    const token = await auth.signInOrUp({ email, password: DEMO_PASSWORD, displayName });
    tokens.set(email, token);
    await api.identity.updateMe({ displayName }, { token });
  }
  return {
    api,
    as: (email, key) => ({ token: tokens.get(email), ...(key === undefined ? {} : { idempotencyKey: `seed-${key}` }) }),
  };
}

const POLL_MS = 25;
const PATIENCE_MS = 30_000;

/** Asks again until the answer is there; the saga settles orders in the background. */
export async function until<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error(`gave up waiting for ${what}`);
}
