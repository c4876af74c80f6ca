import { assertGoodPassword } from '../../domain/index.ts';
import type { AuthenticatedUser } from '../ports/session-memory.ts';
import type { AttemptLimiter } from '../ports/attempt-limiter.ts';
import type { FirebaseAccounts, FirebaseSession } from '../ports/firebase-accounts.ts';
import type { SendLink } from './send-link.ts';

type Deps = {
  readonly accounts: FirebaseAccounts;
  readonly limiter: AttemptLimiter;
  readonly authenticate: (idToken: string) => Promise<AuthenticatedUser>;
  readonly sendLink: SendLink;
};

type Wanted = { readonly email: string; readonly password: string; readonly displayName: string | null };

export type SignedUp = FirebaseSession & { readonly userId: string; readonly verificationMailQueued: boolean };

/** Opens an account and asks by mail to confirm the address. An account whose mail cannot be queued is open all the same. */
export const signUpWithPassword =
  ({ accounts, limiter, authenticate, sendLink }: Deps) =>
  async (wanted: Wanted, from: string): Promise<SignedUp> => {
    assertGoodPassword(wanted.password, { field: 'password', email: wanted.email });
    await limiter.take([{ name: 'mailByAddress', of: from }]);
    const { uid, ...session } = await accounts.signUp(wanted);
    const { userId } = await authenticate(session.idToken);
    const verificationMailQueued = await sendLink('confirm-email', { firebaseUid: uid, email: wanted.email }).then(
      () => true,
      () => false,
    );
    return { ...session, userId, verificationMailQueued };
  };
