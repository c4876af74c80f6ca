import { assertAnAdminRemains, type User } from '../user/user.ts';
import { OrdersOpen, StoreOwned } from './privacy.errors.ts';

/** ID tokens live for an hour; a little more, because clocks differ. */
export const ID_TOKEN_LIFETIME_MS = 65 * 60_000;

/** What must be settled before somebody can go: the other side of an order, and whoever sells in a store, need them. */
export function assertFreeToGo(ties: { readonly openOrders: number; readonly ownedStoreIds: readonly string[] }): void {
  if (ties.openOrders > 0) throw new OrdersOpen(ties.openOrders);
  if (ties.ownedStoreIds.length > 0) throw new StoreOwned(ties.ownedStoreIds);
}

/** The account without its person. Nobody can enable it again. */
export function erase(user: User, now: Date, enabledAdmins: readonly string[]): User {
  assertAnAdminRemains(user, enabledAdmins);
  return {
    ...user,
    displayName: null,
    email: null,
    emailVerified: false,
    phoneNumber: null,
    roles: [],
    identities: [],
    disabledReason: 'erased by its owner',
    revokedBefore: now,
    erasedAt: now,
  };
}
