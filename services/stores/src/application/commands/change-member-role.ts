import type { Intent, StoreRole } from '@haat/domain';
import { changeMemberRole as changed, memberOf, type Member } from '../../domain/index.ts';
import { changeMembers, type MembershipDeps } from './change-members.ts';

type Input = { readonly storeId: string; readonly userId: string; readonly role: StoreRole };

/** Gives a member another role in the store. */
export const changeMemberRole =
  (deps: MembershipDeps) =>
  async (intent: Intent, { storeId, userId, role }: Input): Promise<Member> => {
    const decide = (store: Parameters<typeof changed>[0]) => changed(store, userId, role);
    return memberOf(await changeMembers(deps, intent, { storeId, userId, decide }), userId);
  };
