import type { LiveMessage } from '@haat/contracts';
import type { Sql } from '@haat/service-kit';

/** A message on its way into a room, before the room has given it a sequence. */
export type RoomPost = Omit<LiveMessage, 'sequence'>;

/**
 * One statement for a whole batch. Rooms are locked in the order of their names, so that two batches never wait for each
 * other in a circle; whoever holds a room's row is the only one who adds to it until the commit.
 */
const APPEND = `
WITH posted AS (
  SELECT p.* FROM jsonb_to_recordset($1::jsonb)
    AS p (ordinal int, room text, id uuid, type text, at timestamptz, data jsonb)
  WHERE NOT EXISTS (SELECT 1 FROM live_message m WHERE m.room = p.room AND m.event_id = p.id)
), advanced AS (
  INSERT INTO live_room (room, last_sequence)
  SELECT room, count(*) AS added FROM posted GROUP BY room ORDER BY room
  ON CONFLICT (room) DO UPDATE SET last_sequence = live_room.last_sequence + EXCLUDED.last_sequence
  RETURNING room, last_sequence
)
INSERT INTO live_message (room, sequence, event_id, type, data, at)
SELECT p.room, a.last_sequence - row_number() OVER (PARTITION BY p.room ORDER BY p.ordinal DESC) + 1,
  p.id, p.type, p.data, p.at
FROM posted p JOIN advanced a USING (room)
RETURNING room, sequence, event_id`;

type Added = { room: string; sequence: bigint; event_id: string };

/**
 * Adds messages to their rooms, each with the room's next sequence; an event that a room has heard of is left out.
 * @returns what was added, in the order of the rooms' sequences
 */
export async function appendMessages(sql: Sql, posts: readonly RoomPost[]): Promise<LiveMessage[]> {
  const fresh = withoutRepeats(posts);
  if (fresh.length === 0) return [];
  const rows = await sql.query<Added>(APPEND, [JSON.stringify(fresh.map((post, ordinal) => ({ ...post, ordinal })))]);
  const sequences = new Map(rows.map((row) => [`${row.room} ${row.event_id}`, Number(row.sequence)]));
  return fresh.flatMap((post) => {
    const sequence = sequences.get(`${post.room} ${post.id}`);
    return sequence === undefined ? [] : [{ ...post, sequence } as LiveMessage];
  });
}

function withoutRepeats(posts: readonly RoomPost[]): RoomPost[] {
  const seen = new Set<string>();
  return posts.filter(({ room, id }) => {
    const key = `${room} ${id}`;
    return !seen.has(key) && seen.add(key);
  });
}
