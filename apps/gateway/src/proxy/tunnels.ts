import type { Duplex } from 'node:stream';
import type { Socket } from 'node:net';

/** Two connections that were upgraded and are passed through from then on. */
export type TunnelEnds = { readonly client: Duplex; readonly upstream: Duplex; readonly idleMs: number };

export interface Tunnels {
  readonly size: number;
  /** Joins two connections until either ends; neither is read faster than the other takes. */
  join(ends: TunnelEnds): void;
  /** Ends both sides of every tunnel, what is on its way goes out first. */
  end(): void;
  /** Cuts off what has not ended. */
  destroy(): void;
}

export function createTunnels(): Tunnels {
  const open = new Set<readonly [Socket, Socket]>();
  let isEnding = false;
  return {
    get size() {
      return open.size;
    },
    join({ client, upstream, idleMs }) {
      const pair = [client as Socket, upstream as Socket] as const;
      open.add(pair);
      connect(pair[0], pair[1], idleMs);
      connect(pair[1], pair[0], idleMs);
      pair[1].once('close', () => open.delete(pair));
      // Agreed upon while the gateway was already ending.
      if (isEnding) pair[1].destroySoon();
    },
    end() {
      isEnding = true;
      for (const pair of open) for (const side of pair) side.destroySoon();
    },
    destroy() {
      for (const pair of open) for (const side of pair) side.destroy();
    },
  };
}

/** `pipe` stops reading while the other side's buffer is full, and ends the other side where this one ends. */
function connect(from: Socket, to: Socket, idleMs: number): void {
  from.setNoDelay(true);
  from.setTimeout(idleMs, () => from.destroy());
  // Whatever breaks a side ends it, and its end is what the other side is told.
  from.on('error', () => from.destroy());
  from.once('close', () => to.destroySoon());
  from.pipe(to);
}
