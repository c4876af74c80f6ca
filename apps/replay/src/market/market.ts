import { ApiError, type CallOptions, createFirebaseAuth, createRestClient, type RestClient } from '@haat/client';
import { sleep } from './concurrently.ts';
import { createPatience, isBrokenConnection, isHealthy, type Patience } from './patience.ts';
import { createPeople, type People, type Person } from './people.ts';

/** Who acts: somebody who signs in, a guest with the token of a cart, or nobody in particular. */
export type Caller = Person | { readonly guestToken: string } | null;

/** The running marketplace as its users see it. */
export type Market = {
  readonly url: string;
  readonly admin: Person;
  /**
   * Calls the public interface as somebody. The key makes the call safe to repeat, and it is repeated until the
   * marketplace gives an answer; an answer that is an error is thrown as ApiError.
   */
  as<T>(caller: Caller, key: string | null, call: (api: RestClient, options: CallOptions) => Promise<T>): Promise<T>;
};

/** There is no marketplace to talk to, or it is not the embedded profile. Ends the programme with code 2. */
export class NoMarketplace extends Error {
  override readonly name = 'NoMarketplace';
}

const START_PATIENCE_MS = 60_000;
const CALL_TIMEOUT_MS = 60_000;

type Development = {
  authEmulator: string | null;
  accounts: { email: string; password: string; role: string; displayName: string }[];
};

/** Finds the marketplace, its Auth emulator and its demo admin. One that is just starting is waited for. */
export async function connectToMarket(url: string, onOutage: (state: 'lost' | 'back') => void): Promise<Market> {
  const patience = createPatience({ marketplaceUrl: url, onOutage });
  const { authEmulator, accounts } = await findDevelopment(url);
  const admin = accounts.find(({ role }) => role === 'admin');
  if (authEmulator === null || admin === undefined) {
    throw new NoMarketplace(
      `The marketplace at ${url} has no Auth emulator with a demo admin; the replay needs the embedded profile (npm start).`,
    );
  }
  // The emulator may come back at another address when the marketplace is started again.
  let emulatorUrl = authEmulator;
  const auth = {
    signInOrUp: async (person: Person) => {
      try {
        return await createFirebaseAuth({ url: emulatorUrl }).signInOrUp(person);
      } catch (error) {
        emulatorUrl = (await askDevelopment(url).catch(() => null))?.authEmulator ?? emulatorUrl;
        throw error;
      }
    },
  };
  const people = createPeople({ auth, patience });
  return { url, admin, as: createCalls({ api: createRestClient({ baseUrl: url }), people, patience }) };
}

function createCalls({ api, people, patience }: { api: RestClient; people: People; patience: Patience }): Market['as'] {
  const optionsOf = async (caller: Caller, key: string | null): Promise<CallOptions> => ({
    ...(caller === null
      ? {}
      : 'guestToken' in caller
        ? { guestToken: caller.guestToken }
        : { token: await people.tokenOf(caller) }),
    ...(key === null ? {} : { idempotencyKey: key }),
    signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
  });
  return async (caller, key, call) => {
    const attempt = () => patience(async () => call(api, await optionsOf(caller, key)));
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401 || caller === null || 'guestToken' in caller)
        throw error;
      people.forget(caller);
      return attempt();
    }
  };
}

async function findDevelopment(url: string): Promise<Development> {
  const deadline = Date.now() + START_PATIENCE_MS;
  for (;;) {
    const answer = await askDevelopment(url).catch((error: unknown) =>
      isBrokenConnection(error) ? 'nobody' : 'other',
    );
    if (answer === 'nobody')
      throw new NoMarketplace(
        `No marketplace answers at ${url}. Start it with "npm start" in another terminal, or say where it is with HAAT_URL.`,
      );
    if (typeof answer === 'object' && (await isHealthy(url))) return answer;
    if (Date.now() > deadline)
      throw new NoMarketplace(
        `What answers at ${url} is not a marketplace of the embedded profile that is ready (GET /v1/dev, GET /health).`,
      );
    await sleep(500);
  }
}

async function askDevelopment(url: string): Promise<Development> {
  const response = await fetch(`${url}/v1/dev`);
  if (!response.ok) throw new Error(`GET /v1/dev answered ${response.status}`);
  return (await response.json()) as Development;
}
