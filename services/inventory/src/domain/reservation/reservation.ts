export type ReservationStatus = 'held' | 'committed' | 'released' | 'restocked';

/** Why a hold ended. `short`: it was paid when stock was gone, and is being refunded. */
export type ReleaseCause = 'expired' | 'abandoned' | 'cancelled' | 'short';

/** What one order holds of one variant. */
export type Reservation = {
  readonly checkoutId: string;
  readonly orderId: string;
  readonly variantId: string;
  readonly quantity: number;
  /** Units that came back and are on the shelf again. */
  readonly returned: number;
  readonly status: ReservationStatus;
  readonly releasedBy: ReleaseCause | null;
  readonly expiresAt: Date;
};

const NEXT: Record<ReservationStatus, readonly ReservationStatus[]> = {
  held: ['committed', 'released'],
  released: ['held', 'committed'],
  committed: ['restocked'],
  restocked: [],
};

export const canMove = (from: ReservationStatus, to: ReservationStatus): boolean =>
  from === to || NEXT[from].includes(to);

/** An order that is cancelled, or paid too late to be served, never holds stock again. */
export const isFinal = ({ status, releasedBy }: Reservation): boolean =>
  status === 'restocked' || releasedBy === 'cancelled' || releasedBy === 'short';

export const keyOf = ({ orderId, variantId }: Pick<Reservation, 'orderId' | 'variantId'>): string =>
  `${orderId}/${variantId}`;
