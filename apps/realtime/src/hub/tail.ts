import { randomUUID } from 'node:crypto';
import type { LiveMessage } from '@haat/contracts';
import type { Database, Worker } from '@haat/service-kit';
import type { Hub } from './hub.ts';

const CHANNEL = 'haat_live';
/** PostgreSQL takes 8,000 bytes; a room with its sequence has at most 70. */
const ROOMS_PER_NOTICE = 100;
const RECONNECT_MS = 1_000;
/** Outside the appending transaction and without waiting for the disk: see ADR 0005. */
const NOTIFY = `SELECT set_config('synchronous_commit', 'off', true), pg_notify('${CHANNEL}', $1)`;

/** Joins the processes that serve sockets on one database: each hears where the others have added. */
export interface Tail extends Worker {
  /** Says where this process has added; what is said while an earlier word is on its way goes out together. */
  tell(messages: readonly LiveMessage[]): void;
}

type Word = { readonly from: string; readonly rooms: readonly (readonly [string, number])[] };

/**
 * Words may be lost with a connection; so whenever it is made anew, every reader looks into the table. A word only says that
 * there is something to read, which is why one too many does no harm.
 */
export function createTail(database: Database, hub: Hub, onError: (error: unknown) => void): Tail {
  const self = randomUUID();
  const untold = new Map<string, number>();
  let isTelling = false;
  let isRunning = false;
  let listening: Promise<void> = Promise.resolve();
  let hangUp: () => void = () => undefined;

  const tellAll = async (): Promise<void> => {
    isTelling = true;
    while (untold.size > 0) {
      const rooms = [...untold].slice(0, ROOMS_PER_NOTICE);
      for (const [room] of rooms) untold.delete(room);
      await database.query(NOTIFY, [JSON.stringify({ from: self, rooms } satisfies Word)]).catch(onError);
    }
    isTelling = false;
  };
  const hear = (payload: string | undefined): void => {
    const { from, rooms } = JSON.parse(payload ?? '{}') as Word;
    if (from !== self) for (const [room, sequence] of rooms) hub.announce(room, sequence);
  };
  const listenOnce = async (): Promise<void> => {
    const client = await database.pool.connect();
    const ended = new Promise<void>((resolve) => {
      hangUp = resolve;
      client.once('error', () => resolve());
      client.once('end', () => resolve());
    });
    try {
      client.on('notification', ({ payload }) => hear(payload));
      await client.query(`LISTEN ${CHANNEL}`);
      if (!isRunning) return;
      await hub.resync();
      await ended;
    } finally {
      // A connection that listens is of no use to anybody else.
      client.release(true);
    }
  };
  const listen = async (): Promise<void> => {
    while (isRunning) {
      await listenOnce().catch(onError);
      if (isRunning) await new Promise((resolve) => setTimeout(resolve, RECONNECT_MS).unref());
    }
  };
  return {
    name: 'realtime.tail',
    tell(messages) {
      for (const { room, sequence } of messages) untold.set(room, sequence);
      if (!isTelling) void tellAll();
    },
    start() {
      if (isRunning) return;
      isRunning = true;
      listening = listen();
    },
    async stop() {
      isRunning = false;
      hangUp();
      await listening;
    },
    wake: () => undefined,
  };
}
