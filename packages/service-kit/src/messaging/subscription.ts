import type { EventName, IntegrationEvent } from '@haat/contracts';
import type { Transaction } from '../database/database.ts';
import type { EventOf } from './integration-event.ts';

/** How a context reacts to events of others (or its own). */
export type Subscription = {
  /** The consumer group: a constant that is never renamed, for it is the consumer's position in the stream of events. */
  readonly group: string;
  readonly on: readonly EventName[];
  readonly maxBatch?: number;
  /** How long to let events gather before a batch is taken: for groups that nobody waits for, it saves transactions. */
  readonly gatherMs?: number;
  /**
   * Handles a batch in the order of delivery, within the transaction that holds the inbox rows: effect and inbox row
   * commit together. It may run twice and must not call the network. If it throws, the events are tried one by one.
   */
  readonly handle: (tx: Transaction, events: IntegrationEvent[]) => Promise<void>;
};

/** States a subscription whose handler sees just the events it asked for. */
export function subscription<Name extends EventName>(stated: {
  readonly group: string;
  readonly on: readonly Name[];
  readonly maxBatch?: number;
  readonly gatherMs?: number;
  readonly handle: (tx: Transaction, events: EventOf<Name>[]) => Promise<void>;
}): Subscription {
  return stated as unknown as Subscription;
}

export const DEFAULT_MAX_BATCH = 200;
