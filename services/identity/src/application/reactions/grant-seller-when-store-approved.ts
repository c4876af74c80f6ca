import { grantRole, UserNotFound } from '../../domain/index.ts';
import type { IdentityStores } from '../ports/unit-of-work.ts';

/**
 * Owners of an approved store are sellers. Gives back whose role changed, so that what is remembered of them can be
 * dropped after the commit. An owner without an account here is passed over: no retry would bring the account.
 */
export async function grantSellerWhenStoreApproved(
  { users, announcements }: IdentityStores,
  ownerIds: readonly string[],
): Promise<readonly string[]> {
  const promoted: string[] = [];
  for (const userId of ownerIds) {
    let isNew = false;
    try {
      const user = await users.update(userId, (current) => {
        isNew = !current.roles.includes('seller');
        return grantRole(current, 'seller');
      });
      if (isNew) announcements.accessChanged(user);
      if (isNew) promoted.push(userId);
    } catch (error) {
      if (!(error instanceof UserNotFound)) throw error;
    }
  }
  return promoted;
}
