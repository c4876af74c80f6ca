import type { Access } from '@haat/contracts';
import { type Actor, DomainError, isAdmin, isMemberOf } from '@haat/domain';

const signInFirst = () =>
  new DomainError('access.sign_in_required', 'unauthenticated', 'Sign in first.', {
    field: 'Authorization',
    rule: 'bearer_token',
  });

const notAllowed = () => new DomainError('access.forbidden', 'forbidden', 'You may not do this.');

const strangerToStore = () =>
  new DomainError('stores.store_not_found', 'not_found', 'There is no such store.', {
    field: 'storeId',
    rule: 'exists',
  });

/** True where the check needs to know the actor's memberships. */
export const needsMemberships = (access: Access): boolean => access.kind === 'store' || access.kind === 'party';

/**
 * Refuses who may not call, as the contract declares. A store's members with too low a role are told so; to strangers
 * the store does not exist. `party` is only checked for being somebody: whose the thing is, the use case knows.
 */
export function checkAccess(access: Access, actor: Actor, input: unknown): void {
  switch (access.kind) {
    case 'public':
      return;
    case 'guest':
      if (actor.kind !== 'guest' && actor.kind !== 'user') throw signInFirst();
      return;
    case 'party':
      return;
    case 'user':
      if (actor.kind !== 'user') throw signInFirst();
      return;
    case 'admin':
      if (actor.kind === 'anonymous' || actor.kind === 'guest') throw signInFirst();
      if (!isAdmin(actor)) throw notAllowed();
      return;
    case 'internal':
      if (actor.kind !== 'service') throw notAllowed();
      return;
    case 'store':
      return checkStoreAccess(access.roles, actor, (input as { storeId: string }).storeId);
  }
}

function checkStoreAccess(roles: Parameters<typeof isMemberOf>[2], actor: Actor, storeId: string): void {
  if (actor.kind !== 'user') throw signInFirst();
  if (isAdmin(actor) || isMemberOf(actor, storeId, roles)) return;
  const isMember = actor.memberships.some((membership) => membership.storeId === storeId);
  throw isMember ? notAllowed() : strangerToStore();
}
