import { serviceIntent } from '@haat/domain';
import { confirmAddress, LinkInvalid } from '../../domain/index.ts';
import type { FirebaseAccounts } from '../ports/firebase-accounts.ts';
import type { SessionMemory } from '../ports/session-memory.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import { type UseLinkDeps, withLink } from './use-link.ts';

export type ConfirmDeps = UseLinkDeps & { readonly accounts: FirebaseAccounts; readonly sessions: SessionMemory };

/** Confirms the address to which the link was mailed, at Firebase and here. */
export const confirmEmail =
  (deps: ConfirmDeps) =>
  (token: string): Promise<{ email: string }> =>
    withLink(deps, { token, purpose: 'confirm-email' }, async ({ firebaseUid, email }) => {
      const account = await deps.accounts.find({ uid: firebaseUid });
      // The account may have another address by now, which this mail says nothing about.
      if (account?.email !== email) throw new LinkInvalid();
      await deps.accounts.confirmEmail(firebaseUid);
      await recordConfirmed(deps, { firebaseUid, email });
      return { email };
    });

type RecordDeps = { readonly unitOfWork: UnitOfWork; readonly sessions: SessionMemory };

/** Lets our own account know at once; tokens say so only when they are renewed. */
export async function recordConfirmed(
  { unitOfWork, sessions }: RecordDeps,
  { firebaseUid, email }: { readonly firebaseUid: string; readonly email: string },
): Promise<string | null> {
  const userId = await unitOfWork.run(serviceIntent('identity'), async ({ users }) => {
    const user = await users.findByFirebaseUid(firebaseUid);
    if (user === null) return null;
    const holder = await users.findByVerifiedEmail(email);
    const addressIsFree = holder === null || holder.userId === user.userId;
    await users.update(user.userId, (current) => (addressIsFree ? confirmAddress(current, email) : current));
    return user.userId;
  });
  if (userId !== null) sessions.forget(userId);
  return userId;
}
