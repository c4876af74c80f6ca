import { serviceIntent, type Intent } from '@haat/domain';
import { assertGoodPassword } from '../../domain/index.ts';
import type { AccountMail } from '../ports/account-mail.ts';
import type { Pace } from '../ports/pace.ts';
import type { UserDirectory } from '../ports/user-directory.ts';
import { type ConfirmDeps, recordConfirmed } from './confirm-email.ts';
import { withLink } from './use-link.ts';

type Deps = ConfirmDeps & {
  readonly mail: AccountMail;
  readonly pace: Pace;
  readonly directory: UserDirectory;
  readonly revokeSessions: (intent: Intent, input: { readonly userId: string }) => Promise<unknown>;
};

/**
 * Sets a new password by a mailed link and ends every session: whoever knew the old password is out. The mail has reached
 * its reader, so the address is confirmed along with it.
 */
export const resetPassword =
  (deps: Deps) =>
  async (input: { readonly token: string; readonly newPassword: string }): Promise<{ email: string }> => {
    const { token, newPassword } = input;
    assertGoodPassword(newPassword, { field: 'newPassword', email: null });
    const { accounts, mail, pace, revokeSessions } = deps;
    const { firebaseUid, email, linkId, wasVerified } = await withLink(
      deps,
      { token, purpose: 'reset-password' },
      async (link) => {
        assertGoodPassword(newPassword, { field: 'newPassword', email: link.email });
        const before = await accounts.find({ uid: link.firebaseUid });
        await accounts.setPassword(link.firebaseUid, { password: newPassword, emailVerified: true });
        return { ...link, wasVerified: before?.emailVerified === true };
      },
    );
    const wasProved = wasVerified || (await deps.directory.findByFirebaseUid(firebaseUid))?.emailVerified === true;
    const userId = await recordConfirmed(deps, { firebaseUid, email });
    if (userId !== null) {
      if (!wasProved) await keepOnly(deps, { userId, firebaseUid });
      await revokeSessions(serviceIntent('identity'), { userId });
      await pace.untilNextSecond();
    }
    await mail.send({ causeId: linkId, to: email, template: 'password-changed', data: {} });
    return { email };
  };

/**
 * Until now nobody had shown that the address is theirs. Whoever opened the account under it may have been somebody else,
 * and may have linked a way back in: only the account that was reset stays.
 */
async function keepOnly(
  { unitOfWork, clock }: Deps,
  { userId, firebaseUid }: { readonly userId: string; readonly firebaseUid: string },
): Promise<void> {
  await unitOfWork.run(serviceIntent('identity'), ({ users }) =>
    users.unlink(
      userId,
      ({ identities }) => identities.filter((identity) => identity.firebaseUid !== firebaseUid),
      clock.now(),
    ),
  );
}
