import { type Actor, isAdmin, isMemberOf, principalOf, type StoreRole } from '@haat/domain';
import type { EscrowTerms } from '../domain/escrow/escrow.ts';

export const isOwner = (actor: Actor, owner: string): boolean =>
  actor.kind !== 'anonymous' && principalOf(actor) === owner;

/** Staff of the order's store, in one of the roles, or an operator of the marketplace. */
export const maySeeStoreSide = (actor: Actor, { storeId }: EscrowTerms, roles: readonly StoreRole[]): boolean =>
  isAdmin(actor) || isMemberOf(actor, storeId, roles);
