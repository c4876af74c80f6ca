import type { Sql } from '@haat/service-kit';

/** What is kept for clients that come back. Whoever comes later is told that there is a gap, and reads the state anew. */
export const RETENTION = {
  ageMs: 24 * 3_600_000,
  messagesPerRoom: 5_000,
} as const;
export type Retention = { readonly ageMs: number; readonly messagesPerRoom: number };

/** Rows a statement deletes at most, so that no lock and no burst of the log is long. */
const BATCH = 1_000;

const PRUNE_OLD = `
  DELETE FROM live_message WHERE ctid = ANY(ARRAY(
    SELECT ctid FROM live_message WHERE added_at < $1 LIMIT ${BATCH}))`;
const PRUNE_LONG = `
  DELETE FROM live_message USING live_room
  WHERE live_message.room = live_room.room AND live_room.last_sequence > $1
    AND live_message.sequence <= live_room.last_sequence - $1
    AND live_room.room = ANY ($2::text[])`;
const LONG_ROOMS = `
  SELECT r.room FROM live_room r WHERE r.last_sequence > $1 AND EXISTS (
    SELECT 1 FROM live_message m WHERE m.room = r.room AND m.sequence <= r.last_sequence - $1) LIMIT 100`;

/** Deletes what is past its time or its room's length, until nothing is. */
export async function pruneMessages(sql: Sql, now: Date, retention: Retention): Promise<void> {
  const before = new Date(now.getTime() - retention.ageMs);
  while ((await sql.query(`${PRUNE_OLD} RETURNING 1`, [before])).length === BATCH);
  for (;;) {
    const rooms = await sql.query<{ room: string }>(LONG_ROOMS, [retention.messagesPerRoom]);
    if (rooms.length === 0) return;
    await sql.query(PRUNE_LONG, [retention.messagesPerRoom, rooms.map(({ room }) => room)]);
  }
}
