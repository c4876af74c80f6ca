import { serviceIntent, type Intent } from '@haat/domain';
import { assertGoodPassword } from '../../domain/index.ts';
import type { AccountMail } from '../ports/account-mail.ts';
import type { Pace } from '../ports/pace.ts';
import { type ConfirmDeps, recordConfirmed } from './confirm-email.ts';
import { withLink } from './use-link.ts';

type Deps = ConfirmDeps & {
  readonly mail: AccountMail;
  readonly pace: Pace;
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
    const { firebaseUid, email, linkId } = await withLink(deps, { token, purpose: 'reset-password' }, async (link) => {
      assertGoodPassword(newPassword, { field: 'newPassword', email: link.email });
      await accounts.setPassword(link.firebaseUid, { password: newPassword, emailVerified: true });
      return link;
    });
    const userId = await recordConfirmed(deps, { firebaseUid, email });
    if (userId !== null) {
      await revokeSessions(serviceIntent('identity'), { userId });
      await pace.untilNextSecond();
    }
    await mail.send({ causeId: linkId, to: email, template: 'password-changed', data: {} });
    return { email };
  };
