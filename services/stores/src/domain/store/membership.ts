import type { StoreRole } from '@haat/domain';
import { MAX_MEMBERS_PER_STORE, ownersOf, type Member, type Store } from './store.ts';
import { AlreadyMember, LastOwner, MemberNotFound, TooManyMembers } from './store.errors.ts';

export function addMember(store: Store, member: Member): Store {
  if (store.members.some(({ userId }) => userId === member.userId)) throw new AlreadyMember();
  if (store.members.length >= MAX_MEMBERS_PER_STORE) throw new TooManyMembers(MAX_MEMBERS_PER_STORE);
  return { ...store, members: [...store.members, member] };
}

export function changeMemberRole(store: Store, userId: string, role: StoreRole): Store {
  const member = memberOf(store, userId);
  if (member.role === role) return store;
  return keepingAnOwner({
    ...store,
    members: store.members.map((each) => (each === member ? { ...each, role } : each)),
  });
}

export function removeMember(store: Store, userId: string): Store {
  const member = memberOf(store, userId);
  return keepingAnOwner({ ...store, members: store.members.filter((each) => each !== member) });
}

export function memberOf(store: Store, userId: string): Member {
  const member = store.members.find((each) => each.userId === userId);
  if (member === undefined) throw new MemberNotFound();
  return member;
}

/** Without an owner nobody could ever add one again. */
function keepingAnOwner(store: Store): Store {
  if (ownersOf(store).length === 0) throw new LastOwner();
  return store;
}
