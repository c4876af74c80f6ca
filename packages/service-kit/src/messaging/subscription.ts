import type { EventName, IntegrationEvent } from '@haat/contracts';
import type { Transaction } from '../database/database.ts';

/** One reaction of a service to events of others. */
export type Subscription = {
  /** The consumer's position in the stream is kept under this name: renaming it handles all events once more. */
  readonly group: string;
  readonly on: readonly EventName[];
  /** Most events that are handled in one transaction. */
  readonly maxBatch?: number;
  /**
   * Handles a batch, in order and already freed of what the inbox knows, within the transaction that holds the inbox
   * rows. It must not call over the network; what it publishes leaves with the same commit.
   */
  readonly handle: (tx: Transaction, events: readonly IntegrationEvent[]) => Promise<void>;
};
