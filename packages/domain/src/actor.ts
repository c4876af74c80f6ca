/** Platform-wide roles of a user. Roles within a store are memberships of that store, see {@link StoreRole}. */
export type Role = 'buyer' | 'seller' | 'admin';

/** What a member may do in one store: owners do everything, managers sell, staff fulfil. */
export type StoreRole = 'owner' | 'manager' | 'staff';

/** A membership in a store, as it travels with the actor. */
export type Membership = { readonly storeId: string; readonly role: StoreRole };

/**
 * By what a user proved who they are. A key of a partner acts for its maker in one store and within its scopes; it is
 * never the person, so what is the person's own stays closed to it.
 */
export type Credential =
  | { readonly kind: 'token'; readonly authenticatedAt: Date }
  | { readonly kind: 'session'; readonly sessionId: string; readonly authenticatedAt: Date }
  | {
      readonly kind: 'api_key';
      readonly keyId: string;
      readonly storeId: string;
      readonly scopes: readonly string[];
      /** A suspended store's keys read on and write no more. */
      readonly readOnly: boolean;
    };

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
      readonly via?: Credential;
    }
  | { readonly kind: 'service'; readonly name: string };

/**
 * The name under which an actor owns carts, orders and idempotency keys: `user:<id>`, `guest:<id>` or `service:<name>`;
 * `key:<id>` for a partner's key, which owns nothing of its maker's.
 */
export function principalOf(actor: Actor): string {
  switch (actor.kind) {
    case 'user':
      return actor.via?.kind === 'api_key' ? `key:${actor.via.keyId}` : `user:${actor.userId}`;
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
