import { WrongCredentials } from '../../domain/index.ts';
import type { AttemptLimiter } from '../ports/attempt-limiter.ts';
import type { FirebaseAccounts, FirebaseSession } from '../ports/firebase-accounts.ts';
import type { Pace } from '../ports/pace.ts';
import type { Secrets } from '../ports/secrets.ts';

export type PasswordCheckDeps = {
  readonly accounts: FirebaseAccounts;
  readonly limiter: AttemptLimiter;
  readonly pace: Pace;
  readonly secrets: Secrets;
};

export type Credentials = { readonly email: string; readonly password: string };

/**
 * Signs in with a password, from an address of the network. Failures are counted by that address and by the account, which
 * need not exist; whatever else happens is not counted.
 */
export const signInWithPassword =
  ({ accounts, limiter, pace, secrets }: PasswordCheckDeps) =>
  async ({ email, password }: Credentials, from: string): Promise<FirebaseSession> => {
    const taken = await limiter.take([
      { name: 'passwordByAddress', of: from },
      { name: 'passwordByAccount', of: secrets.digest(email) },
    ]);
    try {
      const session = await pace.evenly('failure', () => accounts.signIn(email, password));
      await taken.giveBack();
      return session;
    } catch (error) {
      if (!(error instanceof WrongCredentials)) await taken.giveBack();
      throw error;
    }
  };
