import type { AttemptLimiter } from '../ports/attempt-limiter.ts';
import type { FirebaseAccounts } from '../ports/firebase-accounts.ts';
import type { Pace } from '../ports/pace.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { SendLink } from './send-link.ts';

type Deps = {
  readonly accounts: FirebaseAccounts;
  readonly limiter: AttemptLimiter;
  readonly pace: Pace;
  readonly secrets: Secrets;
  readonly sendLink: SendLink;
};

/** Mails a link to set a new password to who has one. To anybody else nothing is mailed, and nothing tells the two apart. */
export const requestPasswordReset =
  ({ accounts, limiter, pace, secrets, sendLink }: Deps) =>
  async ({ email }: { readonly email: string }, from: string): Promise<void> => {
    await limiter.take([
      { name: 'mailByAddress', of: from },
      { name: 'mailByAccount', of: secrets.digest(email) },
    ]);
    await pace.evenly('any', async () => {
      const account = await accounts.find({ email });
      if (account?.hasPassword === true) await sendLink('reset-password', { firebaseUid: account.uid, email });
    });
  };
