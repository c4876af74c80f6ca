import type { LiveMessage, LiveType } from '@haat/contracts';
import type { Sql } from '@haat/service-kit';

/** A page of a room after a position, and how far the room had got when it was read. */
export type RoomPage = { readonly last: number; readonly messages: readonly LiveMessage[] };

/** Reads what rooms were told. */
export interface MessageReader {
  /** Messages after a position, the oldest kept first; all from one snapshot. */
  page(room: string, after: number): Promise<RoomPage>;
  last(room: string): Promise<number>;
}

/** Messages a page holds; bounds what a reader that is behind keeps in memory at once. */
export const PAGE_SIZE = 100;

const PAGE = `
SELECT COALESCE((SELECT last_sequence FROM live_room WHERE room = $1), 0) AS last, m.*
FROM (SELECT 1) AS one LEFT JOIN LATERAL (
  SELECT sequence, event_id, type, data, at FROM live_message
  WHERE room = $1 AND sequence > $2 ORDER BY sequence LIMIT ${PAGE_SIZE}
) AS m ON true
ORDER BY m.sequence`;
const LAST = 'SELECT last_sequence AS last FROM live_room WHERE room = $1';

type Row = { last: bigint; sequence: bigint | null; event_id: string; type: string; data: unknown; at: Date };

/** Readers that ask the same at the same time share one answer: a thousand clients that come back together do. */
export function createMessageReader(sql: Sql): MessageReader {
  const asked = new Map<string, Promise<RoomPage>>();
  return {
    page(room, after) {
      const key = `${room} ${after}`;
      let page = asked.get(key);
      if (page === undefined) {
        page = readPage(sql, room, after).finally(() => asked.delete(key));
        asked.set(key, page);
      }
      return page;
    },
    last: async (room) => Number((await sql.query<{ last: bigint }>(LAST, [room]))[0]?.last ?? 0),
  };
}

async function readPage(sql: Sql, room: string, after: number): Promise<RoomPage> {
  const rows = await sql.query<Row>(PAGE, [room, after]);
  const messages = rows.flatMap(({ sequence, event_id: id, type, data, at }) =>
    sequence === null
      ? []
      : [{ room, sequence: Number(sequence), id, type: type as LiveType, at: at.toISOString(), data } as LiveMessage],
  );
  return { last: Number(rows[0]!.last), messages };
}
