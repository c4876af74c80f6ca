import {
  clientMessages,
  type ClientMessageName,
  LIVE_LIMITS,
  type LiveAnswer,
  type LiveError,
  type LiveMessage,
} from '@haat/contracts';
import { type DomainError, findDomainError } from '@haat/domain';
import { InvalidInput, toProblem } from '@haat/service-kit';
import { assertMayJoin, type DoorKeepers } from '../access/may-join.ts';
import type { Visitor } from '../access/visitor.ts';
import type { Hub } from '../hub/hub.ts';
import type { RoomCursor, Sink } from '../hub/room-cursor.ts';
import { TooManyRooms, TooSlow } from '../live-errors.ts';
import { liveMetrics } from '../live-metrics.ts';
import { type BufferLimits, SocketBuffer } from './socket-buffer.ts';
import type { LiveSocket } from './socket-types.ts';

export type SessionDeps = {
  readonly hub: Hub;
  readonly keepers: DoorKeepers;
  readonly bufferLimits: BufferLimits;
  readonly onDefect: (error: unknown, place: string) => void;
};

type Wanted = { readonly room: string; readonly after?: number | undefined };

/** One socket's rooms. What the client asks for is done one after the other, so that limits cannot be outrun. */
export class LiveSession {
  readonly #socket: LiveSocket;
  readonly #deps: SessionDeps;
  readonly #cursors = new Map<string, RoomCursor>();
  readonly #buffer: SocketBuffer;
  #visitor: Visitor;
  #work: Promise<unknown> = Promise.resolve();
  #isEnded = false;

  constructor(socket: LiveSocket, deps: SessionDeps) {
    this.#socket = socket;
    this.#deps = deps;
    this.#visitor = socket.data.visitor;
    this.#buffer = new SocketBuffer(socket, deps.bufferLimits, {
      onDrain: () => this.#cursors.forEach((cursor) => cursor.wake()),
      onTooSlow: () => this.end(new TooSlow()),
    });
    socket.once('disconnect', () => this.#leaveAll());
  }

  get visitor(): Visitor {
    return this.#visitor;
  }

  get rooms(): readonly string[] {
    return [...this.#cursors.keys()];
  }

  /** Does what a client's message asks for, and says so. */
  handle(name: ClientMessageName, message: unknown, answer: (answer: LiveAnswer) => void): void {
    this.#work = this.#work.then(async () => {
      if (this.#isEnded) return;
      try {
        await this.#do(name, message, answer);
      } catch (error) {
        answer({ error: this.#problemOf(error, name) });
      }
    });
  }

  /** Looks again whether who is here is still who they were, and may still be where they are. */
  async renew(visitor: Visitor, rooms = this.rooms): Promise<void> {
    this.#visitor = visitor;
    for (const room of rooms) {
      if (!this.#cursors.has(room)) continue;
      await assertMayJoin(room, visitor, this.#deps.keepers).catch((error: unknown) => {
        const known = findDomainError(error);
        if (known === undefined) throw error;
        // Whoever cannot be asked right now is asked again later.
        if (known.kind !== 'unavailable') this.#evict(room, known);
      });
    }
  }

  /** Sends the client away with a reason. A client that reads nothing is cut off. */
  end(reason: DomainError): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    liveMetrics.ended.inc({ code: reason.code });
    this.#leaveAll();
    this.#socket.emit('error', { problem: toProblem(reason) } satisfies LiveError);
    this.#socket.disconnect(true);
    if (reason instanceof TooSlow) this.#socket.conn.close(true);
  }

  async #do(name: ClientMessageName, message: unknown, answer: (answer: LiveAnswer) => void): Promise<void> {
    const parsed = clientMessages[name].safeParse(message);
    if (!parsed.success) throw new InvalidInput(parsed.error);
    if (name === 'join') return this.#join((parsed.data as { rooms: Wanted[] }).rooms, answer);
    if (name === 'leave') for (const room of (parsed.data as { rooms: string[] }).rooms) this.#leave(room);
    else this.#acknowledge(parsed.data as { room: string; sequence: number });
    answer({ ok: true });
  }

  async #join(wanted: readonly Wanted[], answer: (answer: LiveAnswer) => void): Promise<void> {
    const afters = new Map(wanted.map(({ room, after }) => [room, after]));
    if (new Set([...this.#cursors.keys(), ...afters.keys()]).size > LIVE_LIMITS.roomsPerSocket)
      throw new TooManyRooms();
    await Promise.all([...afters.keys()].map((room) => assertMayJoin(room, this.#visitor, this.#deps.keepers)));
    const entered = [...afters].map(([room, after]) => {
      this.#leave(room);
      const cursor = this.#deps.hub.enter(room, this.#sink);
      this.#cursors.set(room, cursor);
      return cursor.start(after).then((sequence) => ({ cursor, room, sequence }));
    });
    const started = await Promise.all(entered);
    // The client may have gone while the table was read.
    if (!this.#socket.connected) return this.#leaveAll();
    answer({ ok: true, rooms: started.map(({ room, sequence }) => ({ room, sequence })) });
    for (const { cursor } of started) cursor.go();
  }

  #acknowledge({ room, sequence }: { room: string; sequence: number }): void {
    const cursor = this.#cursors.get(room);
    if (cursor !== undefined) liveMetrics.unacknowledged.observe(Math.max(0, cursor.position - sequence));
  }

  readonly #sink: Sink = {
    isOpen: () => this.#buffer.isOpen,
    deliver: (message: LiveMessage) => {
      this.#socket.emit('message', message);
      liveMetrics.delivered.inc({ door: 'socket' });
    },
    gap: (gap) => {
      this.#socket.emit('resume_gap', gap);
      liveMetrics.gaps.inc();
    },
    // The client connects anew and goes on where it was; by then the table may be back.
    fail: (error) => {
      if (findDomainError(error) === undefined) this.#deps.onDefect(error, 'live room');
      this.#socket.conn.close();
    },
  };

  #evict(room: string, reason: DomainError): void {
    this.#leave(room);
    this.#socket.emit('error', { problem: toProblem(reason), room } satisfies LiveError);
  }

  #leave(room: string): void {
    const cursor = this.#cursors.get(room);
    if (cursor === undefined) return;
    this.#cursors.delete(room);
    this.#deps.hub.leave(cursor);
  }

  #leaveAll(): void {
    this.#buffer.close();
    for (const room of this.rooms) this.#leave(room);
  }

  #problemOf(error: unknown, name: string) {
    if (findDomainError(error) === undefined) this.#deps.onDefect(error, `live ${name}`);
    return toProblem(error);
  }
}
