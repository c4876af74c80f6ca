/** Who is to be told: a person by address, a user, the members of a store, or whoever bought in an order. */
export type Audience =
  | { readonly kind: 'address'; readonly address: string }
  | { readonly kind: 'user'; readonly userId: string }
  | { readonly kind: 'store'; readonly storeId: string }
  | { readonly kind: 'order'; readonly orderId: string };

export type TemplateName =
  | 'welcome'
  | 'order-confirmed'
  | 'order-shipped'
  | 'order-cancelled'
  | 'refund'
  | 'funds-released'
  | 'payout-paid'
  | 'low-stock'
  | 'store-approved'
  | 'confirm-email'
  | 'reset-password'
  | 'password-changed';

/** An e-mail to be queued. To a store it goes to the owners; its name is filled in from our copy as `storeName`. */
export type Email = {
  readonly causeId: string;
  readonly to: Audience;
  readonly template: TemplateName;
  readonly data: Readonly<Record<string, unknown>>;
};

/** A notice to be shown in the app. To a store it goes to every member. */
export type Notice = {
  readonly causeId: string;
  readonly to: Audience;
  readonly kind: string;
  readonly title: string;
  readonly body: string;
  readonly subject: { readonly kind: string; readonly id: string } | null;
};

/** How to reach the buyer of an order; kept because events of payments name only the order. */
export type OrderContact = {
  readonly orderId: string;
  readonly orderNumber: string;
  readonly owner: string;
  readonly email: string;
};

/** What one event makes us tell. */
export type Post = {
  readonly orders?: readonly OrderContact[];
  readonly emails?: readonly Email[];
  readonly notices?: readonly Notice[];
};

/** The user behind `user:<id>`; guests have no account that a notice could be shown in. */
export function toOwner(owner: string): Audience[] {
  return owner.startsWith('user:') ? [{ kind: 'user', userId: owner.slice('user:'.length) }] : [];
}
