import { z } from 'zod';
import { events } from './events.ts';
import { id, instant, opaque } from './shared.ts';

/** Limits of live updates; each has a test at the limit and one past it. */
export const LIVE_LIMITS = {
  /** Rooms one socket, or one subscription, may be in. */
  roomsPerSocket: 50,
  socketsPerUser: 20,
  /** What a client may send within a second, on average; twice as much at once. */
  clientMessagesPerSecond: 20,
  /** Largest single message of a client. */
  clientMessageBytes: 16_384,
  subscriptionsPerUser: 20,
} as const;

/** Rooms by what they are about. Who may join: oneself, whoever may read the order, the store's members, anybody. */
export const ROOM_KINDS = ['user', 'order', 'store', 'product'] as const;
export type RoomKind = (typeof ROOM_KINDS)[number];

const roomPattern = new RegExp(`^(?:${ROOM_KINDS.join('|')}):[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$`);

/** `user:<id>`, `order:<id>`, `store:<id>` or `product:<id>`. */
export const room = () =>
  z.string().max(60).toLowerCase().regex(roomPattern, { message: 'must be a kind of room, a colon and an id' });

export const roomOf = (kind: RoomKind, subject: string): string => `${kind}:${subject}`;

/** Whom an order belongs to, and their address, is nobody's business who is in the room. */
const personal = { owner: true, email: true } as const;

/** What is told in rooms, by the type of the message: the integration events' data without what is not for everybody there. */
export const liveMessages = {
  orderPaid: events.orderPaid.data.omit(personal),
  orderConfirmed: events.orderConfirmed.data.omit(personal),
  orderShipped: events.orderShipped.data.omit(personal),
  orderDelivered: events.orderDelivered.data.omit(personal),
  orderCancelled: events.orderCancelled.data.omit(personal),
  returnAccepted: events.returnAccepted.data.omit(personal),
  paymentFailed: events.paymentFailed.data,
  refundIssued: events.refundIssued.data,
  escrowReleased: events.escrowReleased.data,
  disputeOpened: events.disputeOpened.data,
  disputeDecided: events.disputeDecided.data,
  payoutPaid: events.payoutPaid.data,
  reviewWritten: events.reviewWritten.data,
  lowStock: events.lowStock.data,
  stockLevelChanged: events.stockLevelChanged.data,
  noticeCreated: events.noticeCreated.data,
} as const;

export type LiveType = keyof typeof liveMessages;
export type LiveData<Type extends LiveType> = z.output<(typeof liveMessages)[Type]>;

/** One message of a room. Sequences of a room begin at 1 and have no gaps. */
export type LiveMessage<Type extends LiveType = LiveType> = Type extends LiveType
  ? {
      readonly room: string;
      readonly sequence: number;
      /** Id of the event that is told; the same in all rooms that hear of it. */
      readonly id: string;
      readonly type: Type;
      readonly at: string;
      readonly data: LiveData<Type>;
    }
  : never;

/** What lies between `after` and `sequence` is no longer kept: read the state anew; messages go on after `sequence`. */
export type ResumeGap = { readonly room: string; readonly after: number; readonly sequence: number };

const sequence = () => z.int().min(0).max(Number.MAX_SAFE_INTEGER);

/** What a client may send; each is answered by an acknowledgement, see {@link LiveAnswer}. */
export const clientMessages = {
  /** Enters rooms, all or none; `after` is the sequence up to which the client has everything. */
  join: z.object({
    rooms: z
      .array(z.object({ room: room(), after: sequence().optional() }))
      .min(1)
      .max(LIVE_LIMITS.roomsPerSocket),
  }),
  leave: z.object({ rooms: z.array(room()).min(1).max(LIVE_LIMITS.roomsPerSocket) }),
  /** Says how far the client has got, for the figures of the operator. */
  acknowledge: z.object({ room: room(), sequence: sequence() }),
} as const;

export type ClientMessageName = keyof typeof clientMessages;
export type ClientMessage<Name extends ClientMessageName> = z.input<(typeof clientMessages)[Name]>;

/** Problem details as every door gives them. */
export const liveProblem = () =>
  z.object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    field: z.string().optional(),
    rule: z.string().optional(),
  });
export type LiveProblem = z.output<ReturnType<typeof liveProblem>>;

/** The acknowledgement of a client's message. After `join` it says from which sequence on each room is told. */
export type LiveAnswer =
  | { readonly ok: true; readonly rooms?: readonly { readonly room: string; readonly sequence: number }[] }
  | { readonly error: LiveProblem };

/** Why the server ends a socket, or takes it out of a room. */
export type LiveError = { readonly problem: LiveProblem; readonly room?: string };

/** The socket's events in both directions, for `Server<…>` and `Socket<…>` of Socket.IO. */
export type ServerToClientEvents = {
  message: (message: LiveMessage) => void;
  resume_gap: (gap: ResumeGap) => void;
  error: (error: LiveError) => void;
};
export type ClientToServerEvents = {
  [Name in ClientMessageName]: (message: ClientMessage<Name>, answer: (answer: LiveAnswer) => void) => void;
};

/** What a client shows at the handshake: one of them, unless the browser sends the session's cookie. */
export const handshakeAuth = () => z.object({ token: opaque(8192).optional(), guestToken: opaque(200).optional() });

/** Envelope of a message on the wire, for references. */
export const liveEnvelope = () =>
  z.object({ room: room(), sequence: sequence(), id: id(), type: z.string(), at: instant(), data: z.unknown() });
