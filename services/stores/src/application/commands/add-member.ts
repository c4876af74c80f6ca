import type { Clock, Intent, StoreRole } from '@haat/domain';
import { addMember as added, memberOf, UserNotFound, type Member } from '../../domain/index.ts';
import type { UserFinder } from '../ports/user-finder.ts';
import { changeMembers, type MembershipDeps } from './change-members.ts';

type Deps = MembershipDeps & { readonly users: UserFinder; readonly clock: Clock };
type Input = { readonly storeId: string; readonly email: string; readonly role: StoreRole };

/** Makes the user who has an e-mail address a member. Identity is asked before the transaction begins. */
export const addMember =
  (deps: Deps) =>
  async (intent: Intent, { storeId, email, role }: Input): Promise<Member> => {
    const userId = await deps.users.findIdByEmail(email);
    if (userId === null) throw new UserNotFound();
    const member = { userId, role, since: deps.clock.now() };
    const store = await changeMembers(deps, intent, { storeId, userId, decide: (current) => added(current, member) });
    return memberOf(store, userId);
  };
