import { liveMetrics } from '../live-metrics.ts';
import type { LiveSocket } from './socket-types.ts';

/** Limits of what is kept in memory for a client that reads slowly. */
export const BUFFER_LIMITS = {
  /** Messages that wait for a socket; the rest stays in the table until the socket has taken them. */
  messages: 256,
  /** How long a full buffer may stay full. */
  fullMs: 30_000,
} as const;
export type BufferLimits = { readonly messages: number; readonly fullMs: number };

/** Told when a buffer takes messages again, or has been full for too long. */
export type BufferEvents = { readonly onDrain: () => void; readonly onTooSlow: () => void };

/** Watches how much one socket has not taken yet. */
export class SocketBuffer {
  readonly #socket: LiveSocket;
  readonly #limits: BufferLimits;
  readonly #events: BufferEvents;
  #full: NodeJS.Timeout | null = null;

  constructor(socket: LiveSocket, limits: BufferLimits, events: BufferEvents) {
    this.#socket = socket;
    this.#limits = limits;
    this.#events = events;
    // The connection says so each time it has handed everything that waited to the transport.
    socket.conn.on('drain', this.#onDrain);
  }

  /** Asked before each message; a no is remembered, and the time of a full buffer begins to count. */
  get isOpen(): boolean {
    const { conn } = this.#socket;
    if (conn.readyState !== 'open') return false;
    if (waiting(conn) < this.#limits.messages) return true;
    if (this.#full === null) {
      liveMetrics.lagging.inc();
      this.#full = setTimeout(this.#events.onTooSlow, this.#limits.fullMs);
    }
    return false;
  }

  close(): void {
    this.#socket.conn.off('drain', this.#onDrain);
    this.#forget();
  }

  readonly #onDrain = (): void => {
    if (this.#full === null) return;
    this.#forget();
    this.#events.onDrain();
  };

  #forget(): void {
    if (this.#full === null) return;
    clearTimeout(this.#full);
    this.#full = null;
    liveMetrics.lagging.dec();
  }
}

/** Engine.IO keeps what its transport cannot take; the field is its own, but there is no other way to see it. */
const waiting = (conn: LiveSocket['conn']): number =>
  (conn as unknown as { writeBuffer: unknown[] }).writeBuffer.length;
