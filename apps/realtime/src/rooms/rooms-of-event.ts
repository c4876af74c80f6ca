import { type EventName, events, liveMessages, type LiveType, roomOf } from '@haat/contracts';
import type { EventOf } from '@haat/service-kit';

type Rooms<Name extends EventName> = (data: EventOf<Name>['data']) => readonly string[];

type OrderFacts = { readonly orderId: string; readonly storeId: string; readonly owner: string };

const order = ({ orderId }: { readonly orderId: string }): string => roomOf('order', orderId);
const store = ({ storeId }: { readonly storeId: string }): string => roomOf('store', storeId);
/** Guests have no room of their own; they follow their orders. */
const buyer = ({ owner }: OrderFacts): string[] => (owner.startsWith('user:') ? [owner] : []);

const everybody = (facts: OrderFacts): string[] => [order(facts), store(facts), ...buyer(facts)];
const bothSides = (facts: { orderId: string; storeId: string }): string[] => [order(facts), store(facts)];

/** In which rooms an event is told. A seller hears of an order when it is to be shipped, not while it is being paid. */
const ROOMS: { readonly [Name in LiveType]: Rooms<Name> } = {
  orderPaid: (data) => [order(data), ...buyer(data)],
  orderConfirmed: everybody,
  orderShipped: (data) => [order(data), ...buyer(data)],
  orderDelivered: everybody,
  orderCancelled: everybody,
  returnAccepted: (data) => [order(data), ...buyer(data)],
  paymentFailed: ({ orderIds }) => orderIds.map((orderId) => order({ orderId })),
  refundIssued: bothSides,
  escrowReleased: (data) => [store(data)],
  disputeOpened: bothSides,
  disputeDecided: bothSides,
  payoutPaid: (data) => [store(data)],
  reviewWritten: (data) => [store(data)],
  lowStock: (data) => [store(data)],
  stockLevelChanged: ({ productId }) => [roomOf('product', productId)],
  noticeCreated: ({ userId }) => [roomOf('user', userId)],
};

export const TOLD = Object.keys(ROOMS) as LiveType[];
const NAME_BY_TYPE = new Map<string, LiveType>(TOLD.map((name) => [events[name].type, name]));

/** An event as the messages it becomes: one a room, with only what everybody there may see. */
export function postsOf(event: EventOf<LiveType>) {
  const type = NAME_BY_TYPE.get(event.type);
  if (type === undefined) return [];
  const data = liveMessages[type].parse(event.data) as never;
  const rooms = (ROOMS[type] as Rooms<LiveType>)(event.data);
  return rooms.map((room) => ({ room, id: event.id, type, at: event.time, data }));
}
