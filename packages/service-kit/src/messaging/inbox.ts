import type { Sql } from '../database/database.ts';
import type { StoredEnvelope } from './integration-event.ts';

const CLAIM = `
  INSERT INTO inbox (consumer_group, event_id) SELECT $1, unnest($2::uuid[])
  ON CONFLICT DO NOTHING RETURNING event_id`;
const PARKED_KEYS = `
  SELECT DISTINCT key FROM dead_letter WHERE consumer_group = $1 AND replayed_at IS NULL AND key = ANY($2::text[])`;

/** Which events of a batch are new to the group, and which of those must wait behind a dead letter of their key. */
export type Claim = { readonly fresh: StoredEnvelope[]; readonly parked: StoredEnvelope[] };

/**
 * Claims a batch for a group within the consumer's transaction. Two processes that hold the same event wait here for
 * one another. The dead letters are read by a statement of their own, after the claim: it must see one that the other
 * process committed while the claim waited. Both travel in one round trip.
 */
export async function claimInbox(sql: Sql, group: string, batch: readonly StoredEnvelope[]): Promise<Claim> {
  const keys = [...new Set(batch.map((item) => item.key))];
  const [claimed, parkedKeys] = await Promise.all([
    sql.query<{ event_id: string }>(CLAIM, [group, batch.map((item) => item.envelope.id)]),
    sql.query<{ key: string }>(PARKED_KEYS, [group, keys]),
  ]);
  const isNew = new Set(claimed.map((row) => row.event_id));
  const mustWait = new Set(parkedKeys.map((row) => row.key));
  // An event that was handed over twice within a batch is handled once.
  const unseen = batch.filter((item) => isNew.delete(item.envelope.id));
  return {
    fresh: unseen.filter((item) => !mustWait.has(item.key)),
    parked: unseen.filter((item) => mustWait.has(item.key)),
  };
}
