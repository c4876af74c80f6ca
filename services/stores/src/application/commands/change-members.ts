import type { Intent } from '@haat/domain';
import { ownersOf, type Store } from '../../domain/index.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

export type MembershipDeps = { readonly unitOfWork: UnitOfWork };

type Change = { readonly storeId: string; readonly userId: string; readonly decide: (store: Store) => Store };

/**
 * Changes one membership and tells others. New owners are told as a change of the store too, because an approved
 * store's owners are sellers.
 */
export const changeMembers = ({ unitOfWork }: MembershipDeps, intent: Intent, change: Change): Promise<Store> =>
  unitOfWork.run(intent, async ({ stores, announcements }) => {
    const { storeId, userId } = change;
    const { before, after } = await stores.update(storeId, change.decide);
    if (before === after) return after;
    const role = after.members.find((member) => member.userId === userId)?.role ?? null;
    announcements.memberChanged({ storeId, userId, role });
    if (ownersOf(before).join() !== ownersOf(after).join()) announcements.storeChanged(after);
    return after;
  });
