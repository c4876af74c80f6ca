import type { Access, ProcedureDefinition } from '@haat/contracts';
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
export const needsMemberships = (access: Access): boolean =>
  access.kind === 'store' || access.kind === 'party' || (access.kind === 'public' && access.membersSeeMore === true);

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

/** What a partner's key may be used for at all; what is a person's own, or an operator's, is never one of them. */
const OPEN_TO_KEYS: readonly Access['kind'][] = ['public', 'party', 'store'];
const CONTEXTS_FOR_KEYS = ['catalog', 'inventory', 'ordering', 'payments', 'stores', 'webhooks'];
/** Money is moved by people. */
const READ_ONLY_FOR_KEYS = ['payments', 'stores'];

/**
 * Refuses what a partner's key may not do: reading a context needs the scope `<context>:read`, changing it
 * `<context>:write`. Which store it is about is decided by the key's memberships, of which there is one at most.
 */
export function checkScope(context: string, { kind, access }: ProcedureDefinition, actor: Actor): void {
  if (actor.kind !== 'user' || actor.via?.kind !== 'api_key') return;
  const { scopes, readOnly } = actor.via;
  const isWrite = kind === 'mutation';
  const scope = `${context}:${isWrite ? 'write' : 'read'}`;
  const isClosed = isWrite && READ_ONLY_FOR_KEYS.includes(context);
  if (!OPEN_TO_KEYS.includes(access.kind) || !CONTEXTS_FOR_KEYS.includes(context) || isClosed) {
    throw new DomainError('access.not_for_api_keys', 'forbidden', 'API keys may not be used for this.', {
      field: 'Authorization',
      rule: 'person',
    });
  }
  if (!scopes.includes(scope)) {
    throw new DomainError('access.scope_missing', 'forbidden', `The API key lacks the scope ${scope}.`, {
      field: 'Authorization',
      rule: 'scope',
      scope,
    });
  }
  if (isWrite && readOnly) {
    throw new DomainError('access.store_suspended', 'forbidden', 'The keys of a suspended store only read.', {
      field: 'Authorization',
      rule: 'store_not_suspended',
    });
  }
}
