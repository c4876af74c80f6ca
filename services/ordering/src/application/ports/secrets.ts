/** Chance, and what is derived from it. */
export interface Secrets {
  /** 32 random bytes in base64url. */
  guestToken(): string;
  /** How a guest who shows the token is known to us; the token itself is never stored. */
  guestIdOf(guestToken: string): string;
  /** A readable public number such as `H-7F3K2M9Q`; two may collide. */
  orderNumber(): string;
  /** The same id for the same checkout and key each time, sorted by time as the checkout's own id is. */
  orderIdOf(checkoutId: string, groupKey: string): string;
}
