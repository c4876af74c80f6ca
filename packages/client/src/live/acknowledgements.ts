import type { LiveMessage } from '@haat/contracts';
import type { LiveSocket } from './live-client.ts';

/** The server wants to know how far its clients are, not about each message: now and then is enough. */
const EVERY_MS = 1_000;
const ROOMS_AT_ONCE = 5;

export function createAcknowledgements(socket: LiveSocket): (message: LiveMessage) => void {
  const heard = new Map<string, number>();
  let isWaiting = false;
  const send = (): void => {
    isWaiting = false;
    for (const [room, sequence] of [...heard].slice(0, ROOMS_AT_ONCE)) {
      heard.delete(room);
      if (socket.connected) socket.emit('acknowledge', { room, sequence }, () => undefined);
    }
    if (heard.size > 0) wait();
  };
  const wait = (): void => {
    if (isWaiting) return;
    isWaiting = true;
    setTimeout(send, EVERY_MS);
  };
  return ({ room, sequence }) => {
    heard.set(room, sequence);
    wait();
  };
}
