import type { Actor } from '@haat/domain';
import { NoEmail } from '../../domain/index.ts';
import { signedInUserId } from '../signed-in-user.ts';
import type { AttemptLimiter } from '../ports/attempt-limiter.ts';
import type { FirebaseAccounts } from '../ports/firebase-accounts.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { UserDirectory } from '../ports/user-directory.ts';
import type { SendLink } from './send-link.ts';

type Deps = {
  readonly directory: UserDirectory;
  readonly accounts: FirebaseAccounts;
  readonly limiter: AttemptLimiter;
  readonly secrets: Secrets;
  readonly sendLink: SendLink;
};

/** Mails the acting user a link that confirms their address, unless it is confirmed. */
export const requestEmailVerification =
  ({ directory, accounts, limiter, secrets, sendLink }: Deps) =>
  async (actor: Actor, from: string): Promise<{ alreadyVerified: boolean }> => {
    const user = await directory.findById(signedInUserId(actor));
    const email = user?.email ?? null;
    if (user === null || email === null) throw new NoEmail();
    if (user.emailVerified) return { alreadyVerified: true };
    await limiter.take([
      { name: 'mailByAddress', of: from },
      { name: 'mailByAccount', of: secrets.digest(email) },
    ]);
    const account = await accounts.find({ email });
    const isTheirs = user.identities.some(({ firebaseUid }) => firebaseUid === account?.uid);
    if (account === null || !isTheirs) throw new NoEmail();
    await sendLink('confirm-email', { firebaseUid: account.uid, email });
    return { alreadyVerified: false };
  };
