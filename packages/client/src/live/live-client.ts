import type { ClientToServerEvents, LiveMessage, LiveProblem, ResumeGap, ServerToClientEvents } from '@haat/contracts';
import { io, type Socket } from 'socket.io-client';
import { HaatError } from '../graphql/haat-error.ts';
import { backoffMs, RETRY_POLICY } from '../graphql/retry.ts';
import type { Credentials } from '../graphql/transport.ts';
import { createAcknowledgements } from './acknowledgements.ts';
import { Room } from './room.ts';

export type LiveSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

export type RoomHandlers = {
  /** Called once for each message, in the order of the room, however often the connection is lost. */
  readonly onMessage: (message: LiveMessage) => void;
  /** What lies between is no longer kept: read the state anew. Messages go on after it. */
  readonly onGap?: (gap: ResumeGap) => void;
  /** The room was closed to the client. */
  readonly onClosed?: (error: HaatError) => void;
  /** Go on after this sequence, kept from an earlier time; left out, only what is new is told. */
  readonly after?: number;
};

export type JoinedRoom = {
  /** Up to which messages came; kept, it lets one go on from there another time. */
  readonly sequence: number;
  leave(): void;
};

export interface LiveClient {
  /** Enters a room and stays there over any number of connections. */
  join(room: string, handlers: RoomHandlers): Promise<JoinedRoom>;
  /** The client was sent away for good: no access any more, too many sockets. It does not come back by itself then. */
  onEnd(listener: (error: HaatError) => void): void;
  readonly isConnected: boolean;
  close(): void;
}

const ANSWER_TIMEOUT_MS = 20_000;

/** Rooms over one socket that comes back by itself and then goes on in each room where it was. */
export function createLiveClient({ url, getToken, guestToken }: Credentials & { readonly url: string }): LiveClient {
  const rooms = new Map<string, Room>();
  const endListeners = new Set<(error: HaatError) => void>();
  let refusals = 0;
  const socket: LiveSocket = io(url, {
    forceNew: true,
    transports: ['websocket', 'polling'],
    // Asked for at each connection, so that a renewed token is shown.
    auth: (show) =>
      void Promise.resolve(getToken?.() ?? null).then(
        (token) => show(shown(token, guestToken)),
        () => show({}),
      ),
  });
  const acknowledge = createAcknowledgements(socket);

  /** Refused in passing, or with a token that was renewed meanwhile: tried again; anything else is the end. */
  const sentAway = (error: HaatError): void => {
    refusals += 1;
    const mayComeBack = error.isPassing || (error.code === 'identity.token_expired' && refusals === 1);
    if (mayComeBack) setTimeout(() => socket.connect(), backoffMs(refusals, RETRY_POLICY));
    else {
      for (const room of rooms.values()) room.refuse(error);
      endListeners.forEach((listener) => listener(error));
    }
  };
  socket.on('connect', () => void enterAll(socket, [...rooms.values()]));
  socket.on('message', (message) => {
    refusals = 0;
    if (rooms.get(message.room)?.hear(message) === true) acknowledge(message);
  });
  socket.on('resume_gap', (gap) => rooms.get(gap.room)?.skip(gap));
  let last: HaatError | null = null;
  socket.on('error', ({ problem, room }) => {
    const error = toHaatError(problem);
    if (room === undefined) last = error;
    else {
      rooms.get(room)?.close(error);
      rooms.delete(room);
    }
  });
  socket.on('disconnect', (reason) => {
    if (reason === 'io server disconnect')
      sentAway(last ?? new HaatError('live.ended', 'The server ended the connection.'));
    last = null;
  });
  socket.on('connect_error', (error) => {
    const { data } = error as { data?: LiveProblem };
    if (data !== undefined) sentAway(toHaatError(data));
  });
  return {
    async join(name, handlers) {
      const room = new Room(name, handlers);
      rooms.set(name, room);
      if (socket.connected) void enterAll(socket, [room]);
      try {
        await room.entered;
      } catch (error) {
        if (rooms.get(name) === room) rooms.delete(name);
        throw error;
      }
      return {
        get sequence() {
          return room.sequence ?? 0;
        },
        leave: () => {
          if (rooms.get(name) !== room) return;
          rooms.delete(name);
          if (socket.connected) socket.emit('leave', { rooms: [name] }, () => undefined);
        },
      };
    },
    onEnd: (listener) => void endListeners.add(listener),
    get isConnected() {
      return socket.connected;
    },
    close: () => void socket.disconnect(),
  };
}

const shown = (token: string | null, guestToken: string | undefined): object => ({
  ...(token === null ? {} : { token }),
  ...(guestToken === undefined ? {} : { guestToken }),
});

/** All at once; where one is refused, each by itself, so that only that one is lost. */
async function enterAll(socket: LiveSocket, rooms: readonly Room[]): Promise<void> {
  if (rooms.length === 0) return;
  try {
    const wanted = rooms.map(({ place }) => place);
    const answer = await socket.timeout(ANSWER_TIMEOUT_MS).emitWithAck('join', { rooms: wanted });
    if ('ok' in answer) for (const { room, sequence } of answer.rooms ?? []) find(rooms, room)?.enter(sequence);
    else if (rooms.length === 1) rooms[0]!.refuse(toHaatError(answer.error));
    else for (const room of rooms) await enterAll(socket, [room]);
  } catch {
    // No answer came: the connection is of no use, and its end brings the next one, which enters again.
    socket.io.engine.close();
  }
}

const find = (rooms: readonly Room[], name: string) => rooms.find((room) => room.name === name);

const toHaatError = ({ code, detail, field, rule, status }: LiveProblem): HaatError =>
  new HaatError(code, detail, { field, rule, status });
