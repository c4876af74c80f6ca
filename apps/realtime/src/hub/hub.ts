import type { LiveMessage } from '@haat/contracts';
import type { MessageReader } from '../store/message-reader.ts';
import { RoomCursor, type Sink } from './room-cursor.ts';

/** Brings what is committed to the readers of this process. */
export interface Hub {
  /** Puts a reader into a room. Its place is taken with `start`; `leave` gives it up. */
  enter(room: string, sink: Sink): RoomCursor;
  leave(cursor: RoomCursor): void;
  /** Call it after the commit, in the order of commits. */
  publish(messages: readonly LiveMessage[]): void;
  /** Another process has added to a room. */
  announce(room: string, sequence: number): void;
  /** Nobody knows what was missed: every reader looks into the table. */
  resync(): Promise<void>;
}

export function createHub(reader: MessageReader): Hub {
  const cursorsOf = new Map<string, Set<RoomCursor>>();
  return {
    enter(room, sink) {
      const cursor = new RoomCursor({ room, reader, sink });
      const cursors = cursorsOf.get(room);
      if (cursors === undefined) cursorsOf.set(room, new Set([cursor]));
      else cursors.add(cursor);
      return cursor;
    },
    leave(cursor) {
      cursor.stop();
      const cursors = cursorsOf.get(cursor.room);
      cursors?.delete(cursor);
      if (cursors?.size === 0) cursorsOf.delete(cursor.room);
    },
    publish(messages) {
      for (const [room, ofRoom] of byRoom(messages, cursorsOf)) {
        for (const cursor of cursorsOf.get(room) ?? []) cursor.offer(ofRoom);
      }
    },
    announce(room, sequence) {
      for (const cursor of cursorsOf.get(room) ?? []) cursor.announce(sequence);
    },
    async resync() {
      for (const [room, cursors] of [...cursorsOf]) {
        const last = await reader.last(room);
        for (const cursor of cursors) cursor.announce(last);
      }
    },
  };
}

/** Most rooms have nobody in them: only the others' messages are sorted. */
function byRoom(
  messages: readonly LiveMessage[],
  wanted: ReadonlyMap<string, unknown>,
): ReadonlyMap<string, LiveMessage[]> {
  const rooms = new Map<string, LiveMessage[]>();
  for (const message of messages) {
    if (!wanted.has(message.room)) continue;
    const known = rooms.get(message.room);
    if (known === undefined) rooms.set(message.room, [message]);
    else known.push(message);
  }
  return rooms;
}
