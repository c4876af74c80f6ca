import type { ClientToServerEvents, ServerToClientEvents } from '@haat/contracts';
import type { Server, Socket } from 'socket.io';
import type { Visitor } from '../access/visitor.ts';
import type { LiveSession } from './live-session.ts';

type SocketData = { visitor: Visitor; session?: LiveSession };
type NoEvents = Record<never, never>;

export type LiveSocket = Socket<ClientToServerEvents, ServerToClientEvents, NoEvents, SocketData>;
export type LiveServer = Server<ClientToServerEvents, ServerToClientEvents, NoEvents, SocketData>;
