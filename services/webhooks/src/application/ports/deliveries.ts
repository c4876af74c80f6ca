import type { Attempt, Delivery } from '../../domain/delivery.ts';

export type DeliveryKey = { readonly storeId: string; readonly deliveryId: string };

export type DeliveryFilter = {
  readonly before: string | null;
  readonly limit: number;
  readonly endpointId?: string | undefined;
  readonly status?: Delivery['status'] | undefined;
  readonly type?: string | undefined;
};

/** Deliveries with their attempts. What belongs to another store does not exist. */
export interface Deliveries {
  /** One that is there already, by event and endpoint, is left as it is. */
  add(deliveries: readonly Delivery[]): Promise<void>;
  find(key: DeliveryKey): Promise<Delivery | null>;
  /** Locks the row until the transaction ends. */
  update(key: DeliveryKey, decide: (delivery: Delivery) => Delivery): Promise<Delivery | null>;
  page(storeId: string, filter: DeliveryFilter): Promise<readonly Delivery[]>;
  /** Newest first. */
  attemptsOf(deliveryId: string, limit: number): Promise<readonly Attempt[]>;
  record(deliveryId: string, attempt: Attempt): Promise<void>;
  /** Puts failed ones back into the queue, oldest first. @returns how many, and whether there are more */
  replayFailed(
    endpointId: string,
    replay: { readonly since: Date; readonly now: Date; readonly limit: number },
  ): Promise<{ replayed: number; more: boolean }>;
  /** Forgets some of what was settled before. @returns how many */
  forgetSettledBefore(limit: { readonly before: Date; readonly count: number }): Promise<number>;
}

export type DueDelivery = DeliveryKey & { readonly endpointId: string; readonly attemptsMade: number };

/**
 * The queue of what is due at enabled endpoints. A claim is a lease: what is not settled by its end, because the process
 * died, is claimed again, so a delivery may be sent twice but is never lost. Two workers never hold the same one.
 * Endpoints in `busy` are passed over, so that one that is slow holds up no other.
 */
export interface DeliveryQueue {
  nextDueAt(busy: readonly string[]): Promise<Date | null>;
  claimDue(claim: {
    readonly now: Date;
    readonly leaseEnd: Date;
    readonly limit: number;
    readonly perEndpoint: number;
    readonly busy: readonly string[];
  }): Promise<readonly DueDelivery[]>;
  /** When the oldest settled delivery was settled. */
  oldestSettledAt(): Promise<Date | null>;
}
