import type { Database } from '../database/database.ts';
import { describeError, parkEvents, refreshDeadLetterGauge } from './dead-letters.ts';
import { claimInbox } from './inbox.ts';
import type { StoredEnvelope } from './integration-event.ts';
import { messagingMetrics } from './messaging-metrics.ts';
import type { Subscription } from './subscription.ts';

const BEHIND = 'Waits behind an earlier event of the same key.';

/**
 * Brings a batch to its consumer in one transaction: inbox rows, effect and what the effect publishes commit together.
 * Events that were handled before are dropped; events of a key with a dead letter are parked behind it.
 */
export async function deliver(
  database: Database,
  { group, handle }: Subscription,
  batch: readonly StoredEnvelope[],
): Promise<void> {
  const { fresh, parked } = await database.transaction(async (tx) => {
    const claim = await claimInbox(tx, group, batch);
    if (claim.parked.length > 0) await parkEvents(tx, group, { events: claim.parked, error: BEHIND, attempts: 0 });
    if (claim.fresh.length > 0) {
      await handle(
        tx,
        claim.fresh.map((item) => item.envelope),
      );
    }
    return claim;
  });
  if (parked.length > 0) await refreshDeadLetterGauge(database, group);
  observe(group, fresh);
}

/** Gives an event up: its inbox row and its dead letter commit together. */
export async function giveUp(
  database: Database,
  group: string,
  given: { readonly event: StoredEnvelope; readonly error: unknown; readonly attempts: number },
): Promise<void> {
  await database.transaction(async (tx) => {
    const { fresh, parked } = await claimInbox(tx, group, [given.event]);
    const error = describeError(given.error);
    await parkEvents(tx, group, { events: [...fresh, ...parked], error, attempts: given.attempts });
  });
  await refreshDeadLetterGauge(database, group);
}

function observe(group: string, handled: readonly StoredEnvelope[]): void {
  const now = Date.now();
  messagingMetrics.handled.inc({ group }, handled.length);
  for (const { envelope } of handled) {
    messagingMetrics.delivery.observe({ group }, Math.max(0, now - Date.parse(envelope.time)) / 1000);
  }
}
