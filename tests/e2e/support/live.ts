import type {
  ClientToServerEvents,
  LiveAnswer,
  LiveError,
  LiveMessage,
  LiveProblem,
  ResumeGap,
  ServerToClientEvents,
} from '@haat/contracts';
import { io, type Socket } from 'socket.io-client';

export type LiveSocket = Socket<ServerToClientEvents, ClientToServerEvents>;
export type Auth = { readonly token?: string; readonly guestToken?: string };

/** A connection of its own to the sockets of a marketplace. It does not come back by itself, so that tests see each end. */
export function connectSocket(url: string, auth: Auth, options: Record<string, unknown> = {}): LiveSocket {
  return io(url, { auth, transports: ['websocket'], reconnection: false, forceNew: true, ...options });
}

/** Waits until a socket is connected; a refusal is thrown as the problem the server gave. */
export function connected(socket: LiveSocket): Promise<LiveSocket> {
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(socket));
    socket.once('connect_error', (error) => reject((error as { data?: LiveProblem }).data ?? error));
  });
}

export async function join(socket: LiveSocket, ...rooms: { room: string; after?: number }[]): Promise<LiveAnswer> {
  return socket.timeout(20_000).emitWithAck('join', { rooms });
}

/** Everything a socket is told, in the order in which it came. */
export function record(socket: LiveSocket) {
  const heard = { messages: [] as LiveMessage[], gaps: [] as ResumeGap[], errors: [] as LiveError[], ended: '' };
  socket.on('message', (message) => heard.messages.push(message));
  socket.on('resume_gap', (gap) => heard.gaps.push(gap));
  socket.on('error', (error) => heard.errors.push(error));
  socket.on('disconnect', (reason) => (heard.ended = reason));
  return heard;
}
