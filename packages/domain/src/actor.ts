/** Platform-wide roles of a user. Roles within a store are memberships of that store, see {@link StoreRole}. */
export type Role = 'buyer' | 'seller' | 'admin';

/** What a member may do in one store: owners do everything, managers sell, staff fulfil. */
export type StoreRole = 'owner' | 'manager' | 'staff';

/** A membership in a store, as it travels with the actor. */
export type Membership = { readonly storeId: string; readonly role: StoreRole };

/** Who acts. A write without an actor cannot be written: repositories take one as a required argument. */
export type Actor =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'guest'; readonly guestId: string }
  | {
      readonly kind: 'user';
      readonly userId: string;
      readonly roles: readonly Role[];
      readonly memberships: readonly Membership[];
      readonly email: string | null;
    }
  | { readonly kind: 'service'; readonly name: string };

/** The name under which an actor owns carts, orders and idempotency keys: `user:<id>`, `guest:<id>` or `service:<name>`. */
export function principalOf(actor: Actor): string {
  switch (actor.kind) {
    case 'user':
      return `user:${actor.userId}`;
    case 'guest':
      return `guest:${actor.guestId}`;
    case 'service':
      return `service:${actor.name}`;
    case 'anonymous':
      return 'anonymous';
  }
}

export const isAdmin = (actor: Actor): boolean => actor.kind === 'user' && actor.roles.includes('admin');

/** True when the actor is a member of the store with one of the roles; owners count as every role. */
export function isMemberOf(actor: Actor, storeId: string, roles: readonly StoreRole[]): boolean {
  if (actor.kind !== 'user') return false;
  return actor.memberships.some((m) => m.storeId === storeId && (m.role === 'owner' || roles.includes(m.role)));
}
