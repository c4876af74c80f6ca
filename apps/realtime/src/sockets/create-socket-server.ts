import type { Server as HttpServer } from 'node:http';
import { clientMessages, type ClientMessageName, LIVE_LIMITS, type LiveAnswer } from '@haat/contracts';
import { findDomainError } from '@haat/domain';
import { type Authenticator, toProblem } from '@haat/service-kit';
import { Server } from 'socket.io';
import { identify } from '../access/visitor.ts';
import { MessageTooLarge, MessageUnknown, TooManyMessages, TooManySockets } from '../live-errors.ts';
import { liveMetrics } from '../live-metrics.ts';
import { LiveSession, type SessionDeps } from './live-session.ts';
import { MessageAllowance } from './message-allowance.ts';
import type { LiveServer, LiveSocket } from './socket-types.ts';

/** What the transport itself allows, before any message is looked at. */
const TRANSPORT = {
  path: '/socket.io',
  serveClient: false,
  // Above the limit of a message, so that a message that is somewhat too large is told so instead of being cut off.
  maxHttpBufferSize: 65_536,
  /** For whoever connects and does not say who it is; on a busy machine the answer to who does may take its time. */
  connectTimeout: 20_000,
  pingInterval: 25_000,
  pingTimeout: 20_000,
  httpCompression: false,
  perMessageDeflate: false,
} as const;

type SocketServerDeps = SessionDeps & { readonly authenticator: Authenticator; readonly socketsPerUser: number };

/** The Socket.IO server on an HTTP server that is made already. Who is not known is sent away before anything else. */
export function createSocketServer(http: HttpServer, deps: SocketServerDeps): LiveServer {
  const io: LiveServer = new Server(http, { ...TRANSPORT, transports: ['websocket', 'polling'] });
  const counts = new SocketCounts(deps.socketsPerUser);
  io.use((socket, next) => {
    admit(socket, deps.authenticator, counts).then(
      () => next(),
      (error: unknown) => refuse(socket, error, next, deps),
    );
  });
  io.on('connection', (socket) => {
    const session = new LiveSession(socket, deps);
    socket.data.session = session;
    liveMetrics.sockets.inc();
    socket.once('disconnect', () => liveMetrics.sockets.dec());
    listen(socket, session);
  });
  return io;
}

async function admit(socket: LiveSocket, authenticator: Authenticator, counts: SocketCounts): Promise<void> {
  const { headers, auth } = socket.handshake;
  const visitor = await identify({ headers, auth }, authenticator);
  const { principal } = visitor;
  if (!counts.take(principal)) throw new TooManySockets(counts.maximum);
  socket.data.visitor = visitor;
  // The connection itself, since a client may go before its socket is ever connected.
  if (socket.conn.readyState === 'open') socket.conn.once('close', () => counts.free(principal));
  else counts.free(principal);
}

/** The client's library hands `data` to its program beside the error; the connection is of no use to it any more. */
function refuse(socket: LiveSocket, error: unknown, next: (error: Error) => void, deps: SessionDeps): void {
  if (findDomainError(error) === undefined) deps.onDefect(error, 'live handshake');
  const problem = toProblem(error);
  liveMetrics.ended.inc({ code: problem.code });
  next(Object.assign(new Error(problem.detail), { data: problem }));
  setImmediate(() => socket.conn.close());
}

/** Every message goes through here and is answered, those that are none of ours too. */
function listen(socket: LiveSocket, session: LiveSession): void {
  const allowance = new MessageAllowance(LIVE_LIMITS.clientMessagesPerSecond, () => performance.now());
  socket.conn.on('packet', ({ data }: { data?: unknown }) => {
    if (sizeOf(data) > LIVE_LIMITS.clientMessageBytes) session.end(new MessageTooLarge());
  });
  socket.use(([name, ...args]) => {
    const last: unknown = args.at(-1);
    const answer = typeof last === 'function' ? (last as (answer: LiveAnswer) => void) : () => undefined;
    if (!allowance.take()) session.end(new TooManyMessages());
    else if (isOurs(name)) session.handle(name, args[0], answer);
    else answer({ error: toProblem(new MessageUnknown()) });
  });
}

const isOurs = (name: string): name is ClientMessageName => Object.hasOwn(clientMessages, name);

const sizeOf = (data: unknown): number =>
  typeof data === 'string' ? Buffer.byteLength(data) : data instanceof Uint8Array ? data.byteLength : 0;

/** How many sockets each has open. */
class SocketCounts {
  readonly maximum: number;
  readonly #counts = new Map<string, number>();

  constructor(maximum: number) {
    this.maximum = maximum;
  }

  /** @returns false when it would be one too many */
  take(principal: string): boolean {
    const count = this.#counts.get(principal) ?? 0;
    if (count >= this.maximum) return false;
    this.#counts.set(principal, count + 1);
    return true;
  }

  free(principal: string): void {
    const count = (this.#counts.get(principal) ?? 1) - 1;
    if (count === 0) this.#counts.delete(principal);
    else this.#counts.set(principal, count);
  }
}
