import { serviceIntent, type Actor, type Ids, type Intent } from '@haat/domain';
import { assertGoodPassword, NoPassword } from '../../domain/index.ts';
import { signedInUserId } from '../signed-in-user.ts';
import type { AccountMail } from '../ports/account-mail.ts';
import type { FirebaseAccounts, FirebaseSession } from '../ports/firebase-accounts.ts';
import type { Pace } from '../ports/pace.ts';
import type { UserDirectory } from '../ports/user-directory.ts';
import type { Credentials } from './sign-in-with-password.ts';

type Deps = {
  readonly directory: UserDirectory;
  readonly accounts: FirebaseAccounts;
  readonly mail: AccountMail;
  readonly pace: Pace;
  readonly ids: Ids;
  readonly signIn: (credentials: Credentials, from: string) => Promise<FirebaseSession>;
  readonly revokeSessions: (intent: Intent, input: { readonly userId: string }) => Promise<unknown>;
};

type Change = { readonly currentPassword: string; readonly newPassword: string };

/**
 * Changes the password of who knows the current one; guesses count as failed logins. Every session ends, this one too, and
 * the answer holds the first of the new ones.
 */
export const changePassword =
  (deps: Deps) =>
  async (actor: Actor, { currentPassword, newPassword }: Change, from: string): Promise<FirebaseSession> => {
    const { directory, accounts, mail, pace, ids, signIn, revokeSessions } = deps;
    const userId = signedInUserId(actor);
    const user = await directory.findById(userId);
    const byPassword = user?.identities.find(({ provider }) => provider === 'password');
    if (byPassword === undefined) throw new NoPassword();
    assertGoodPassword(newPassword, { field: 'newPassword', email: user?.email ?? null });
    const account = await accounts.find({ uid: byPassword.firebaseUid });
    const email = account?.email ?? null;
    if (account === null || email === null) throw new NoPassword();
    await signIn({ email, password: currentPassword }, from);
    await accounts.setPassword(account.uid, { password: newPassword });
    await revokeSessions(serviceIntent('identity'), { userId });
    await pace.untilNextSecond();
    await mail.send({ causeId: ids.next(), to: email, template: 'password-changed', data: {} });
    return await accounts.signIn(email, newPassword);
  };
