import type { EventName } from '@haat/contracts';
import type { Database } from '../database/database.ts';
import type { EventOf, StoredEnvelope } from './integration-event.ts';
import type { Subscription } from './subscription.ts';

/**
 * Brings events from the relays of all producers to the consumer groups.
 *
 * Order: events with the same key that are handed over in one order, within one `publish` or in later ones, reach each
 * group in that order; nothing is said about different keys or producers. Atomicity: delivery is at least once; a
 * group writes its inbox rows with its effects, and drops what it finds there. Independence: a group that is slow or
 * failing never holds up another. `publish` resolves when the bus has taken over: the embedded bus when every
 * group that wants the events has committed them or parked them as dead letters, a broker when it has acknowledged.
 * When it rejects, the relay hands the same events over again. The caller must not publish what is not
 * committed in an outbox, and must not subscribe one group twice.
 */
export interface EventBus {
  /**
   * True when `publish` may be called again before an earlier call has settled without endangering the order; the
   * relay waits for each call otherwise.
   */
  readonly overlapping: boolean;
  subscribe(database: Database, subscription: Subscription): void;
  publish(envelopes: readonly StoredEnvelope[]): Promise<void>;
  /**
   * Shows this process every event of the named kinds from now on, whoever else handles them: for caches that must forget
   * and for clients that are told at once. Nothing is remembered, so that what is shown while the process is away is
   * missed, and an event may be shown twice. `see` must not throw and must not wait.
   * @returns what ends it
   */
  tap<Name extends EventName>(wanted: Tap<Name>): () => void;
  /** Delivers dead letters again, in order; see {@link DeadLetterSelection}. */
  replayDeadLetters(selection?: DeadLetterSelection): Promise<ReplayOutcome>;
  /** Lets running transactions end and delivers nothing any more; what was not delivered stays in the outbox. */
  close(): Promise<void>;
}

/** What a process wants to be shown, see {@link EventBus.tap}. */
export type Tap<Name extends EventName = EventName> = {
  readonly on: readonly Name[];
  readonly see: (event: EventOf<Name>) => void;
};

/**
 * Which dead letters: all, those of a group, or one. One is replayed together with all that wait for the same key in
 * its group, because skipping any of them would break the order.
 */
export type DeadLetterSelection = { readonly group?: string; readonly id?: bigint };

/** How many were handled, and how many are still parked because they, or one before them, failed again. */
export type ReplayOutcome = { readonly replayed: number; readonly failed: number };
