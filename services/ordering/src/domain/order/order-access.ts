import { type Actor, isAdmin, isMemberOf, principalOf, type StoreRole } from '@haat/domain';
import { OrderActionNotAllowed, OrderNotFound } from './order.errors.ts';
import type { Order } from './order.ts';

type Parties = Pick<Order, 'owner' | 'storeId'>;

const ALL_ROLES: readonly StoreRole[] = ['owner', 'manager', 'staff'];

export const isBuyer = (order: Parties, actor: Actor): boolean => principalOf(actor) === order.owner;

/** To a stranger the order does not exist. */
export function assertParty(order: Parties, actor: Actor): void {
  const isParty = isBuyer(order, actor) || isMemberOf(actor, order.storeId, ALL_ROLES) || isAdmin(actor);
  if (!isParty) throw new OrderNotFound();
}

/** Only members of the order's store with one of the roles, and admins. */
export function assertSeller(order: Parties, actor: Actor, roles: readonly StoreRole[]): void {
  assertParty(order, actor);
  if (!isMemberOf(actor, order.storeId, roles) && !isAdmin(actor)) {
    throw new OrderActionNotAllowed('Only the store can do this to its order.');
  }
}

/** Only who bought, and admins. */
export function assertBuyer(order: Parties, actor: Actor): void {
  assertParty(order, actor);
  if (!isBuyer(order, actor) && !isAdmin(actor)) {
    throw new OrderActionNotAllowed('Only the buyer can do this to the order.');
  }
}

type PersonalReason = 'buyer_request' | 'seller_request' | 'unavailable';

/**
 * Under which reason the actor may cancel. It matters who says it: a store that cancels in the buyer's name would hide
 * that it could not deliver.
 */
export function cancelReasonFor(order: Parties, actor: Actor, wanted: PersonalReason | undefined): PersonalReason {
  assertParty(order, actor);
  const maySell = isMemberOf(actor, order.storeId, ['manager']) || isAdmin(actor);
  const mayBuy = isBuyer(order, actor) || isAdmin(actor);
  const reason = wanted ?? (isBuyer(order, actor) ? 'buyer_request' : 'seller_request');
  const isAllowed = reason === 'buyer_request' ? mayBuy : maySell;
  if (!isAllowed) throw new OrderActionNotAllowed('You cannot cancel this order for that reason.');
  return reason;
}
