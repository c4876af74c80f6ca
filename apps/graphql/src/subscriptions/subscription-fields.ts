import { type LiveData, LIVE_LIMITS, liveMessages, type LiveType, roomOf } from '@haat/contracts';
import { DomainError } from '@haat/domain';
import type { RequestContext } from '../context.ts';
import { builder } from '../schema/builder.ts';
import { idArgument } from '../schema/id-argument.ts';
import { Notice } from '../schema/notifications.ts';
import { Order } from '../schema/ordering.ts';
import { follow } from './follow.ts';
import { type Update, updateOf, type Wanted } from './update.ts';

const LIVE_TYPES = Object.keys(liveMessages) as LiveType[];
const constantCase = (name: string): string => name.replaceAll(/[A-Z]/g, '_$&').toUpperCase();

/** Types of messages by name, so that clients can branch on them. */
const LiveEventType = builder.enumType('LiveEventType', {
  description: 'What a live update tells of.',
  values: Object.fromEntries(LIVE_TYPES.map((type) => [constantCase(type), { value: type }])) as Record<
    string,
    { value: LiveType }
  >,
});

type UpdateFields<Data> = PothosSchemaTypes.ObjectFieldBuilder<(typeof builder)['$inferSchemaTypes'], Update<Data>>;

const common = <Data>(t: UpdateFields<Data>) => ({
  sequence: t.exposeInt('sequence', { nullable: false, description: 'Give it as `after` to go on after this update.' }),
  isGap: t.exposeBoolean('isGap', {
    nullable: false,
    description: 'True when updates before this one are no longer kept: read the state anew, then go on.',
  }),
  eventId: t.exposeID('eventId', {
    nullable: true,
    description: 'The event that is told; the same wherever it is told.',
  }),
  type: t.expose('type', { type: LiveEventType, nullable: true, description: 'What happened; null for a gap.' }),
  at: t.expose('at', { type: 'DateTime', nullable: true, description: 'When it happened; null for a gap.' }),
});

type OrderNews = { readonly orderId: string };

const orderField = <Data extends { readonly orderId: string | null }>(t: UpdateFields<Data>) =>
  t.field({
    type: Order,
    nullable: true,
    description: 'The order as it is now.',
    extensions: { cost: 10 },
    resolve: ({ data }, _args, { upstream }) =>
      data?.orderId == null ? null : upstream.asCaller('ordering', 'getOrder', { orderId: data.orderId }),
  });

const OrderUpdate = builder.objectRef<Update<OrderNews>>('OrderUpdate').implement({
  description: 'Something happened to an order.',
  fields: (t) => ({ ...common(t), order: orderField(t) }),
});

const NoticeUpdate = builder.objectRef<Update<LiveData<'noticeCreated'>>>('NoticeUpdate').implement({
  description: 'A notice came.',
  fields: (t) => ({
    ...common(t),
    notice: t.field({
      type: Notice,
      nullable: true,
      description: 'The notice; null for a gap.',
      resolve: ({ data }) => (data === null ? null : { ...data, readAt: null }),
    }),
  }),
});

type StoreNews = {
  readonly orderId: string | null;
  readonly variantId: string | null;
  readonly available: number | null;
};

const StoreUpdate = builder.objectRef<Update<StoreNews>>('StoreUpdate').implement({
  description: 'Something happened in a store: an order to ship, low stock, a payout, a review, a dispute.',
  fields: (t) => ({
    ...common(t),
    order: orderField(t),
    variantId: t.id({
      nullable: true,
      description: 'The variant whose stock is low, if that is what happened.',
      resolve: ({ data }) => data?.variantId ?? null,
    }),
    available: t.int({
      nullable: true,
      description: 'How many units of it can still be bought.',
      resolve: ({ data }) => data?.available ?? null,
    }),
  }),
});

type StockNews = Update<LiveData<'stockLevelChanged'>> & { readonly productId: string };

const StockUpdate = builder.objectRef<StockNews>('StockUpdate').implement({
  description: 'What can be bought of a variant has changed.',
  fields: (t) => ({
    ...common(t as never),
    productId: t.exposeID('productId', { nullable: false, description: 'The product.' }),
    variantId: t.id({
      nullable: true,
      description: 'The variant; null for a gap.',
      resolve: ({ data }) => data?.variantId ?? null,
    }),
    available: t.int({
      nullable: true,
      description: 'How many units can be bought now; null for a gap.',
      resolve: ({ data }) => data?.available ?? null,
    }),
  }),
});

const afterArgument = { description: 'The sequence of the last update one has; left out, only what is new is told.' };

builder.subscriptionType({ description: 'What is told as it happens, over server-sent events.' });

builder.subscriptionFields((t) => ({
  orderUpdates: t.field({
    type: OrderUpdate,
    nullable: false,
    description: 'Tell what happens to an order.',
    args: { orderId: t.arg.id({ required: true, description: 'Which order.' }), after: t.arg.int(afterArgument) },
    subscribe: (_root, { orderId, after }, context) =>
      follow(context, [at(roomOf('order', idArgument(orderId, 'orderId')), after)], (item) =>
        updateOf(item, () => ({ orderId: idArgument(orderId, 'orderId') })),
      ),
    resolve: (update) => update as Update<OrderNews>,
  }),
  notices: t.field({
    type: NoticeUpdate,
    nullable: false,
    description: 'Tell my notices.',
    args: { after: t.arg.int(afterArgument) },
    subscribe: async (_root, { after }, context) =>
      follow(context, [at(await ownRoom(context), after)], (item) => updateOf(item, noticeOf)),
    resolve: (update) => update as Update<LiveData<'noticeCreated'>>,
  }),
  storeUpdates: t.field({
    type: StoreUpdate,
    nullable: false,
    description: 'Tell what happens in a store, to its members.',
    args: { storeId: t.arg.id({ required: true, description: 'Which store.' }), after: t.arg.int(afterArgument) },
    subscribe: (_root, { storeId, after }, context) =>
      follow(context, [at(roomOf('store', idArgument(storeId, 'storeId')), after)], (item) =>
        updateOf(item, storeNews),
      ),
    resolve: (update) => update as Update<StoreNews>,
  }),
  stockLevels: t.field({
    type: StockUpdate,
    nullable: false,
    description: `Tell how many units of products can be bought, at each change; at most ${LIVE_LIMITS.roomsPerSocket} products.`,
    args: { productIds: t.arg.idList({ required: true, description: 'Which products.' }) },
    subscribe: (_root, { productIds }, context) =>
      follow(context, roomsOfProducts(productIds), (item) => {
        const update = updateOf(item, stockOf);
        const { room } = 'gap' in item ? item.gap : item.message;
        return update === null ? null : { ...update, productId: room.slice('product:'.length) };
      }),
    resolve: (update) => update as StockNews,
  }),
}));

const at = (room: string, after: number | null | undefined) => {
  if (after == null) return { room };
  if (after >= 0) return { room, after };
  throw new DomainError('request.invalid', 'invalid', 'after: must be 0 or more', {
    field: 'after',
    rule: 'too_small',
  });
};

async function ownRoom({ upstream }: RequestContext): Promise<string> {
  const { userId } = await upstream.asCaller('identity', 'me', {});
  return roomOf('user', userId);
}

const noticeOf = (message: Wanted) => (message.type === 'noticeCreated' ? message.data : null);
const stockOf = (message: Wanted) => (message.type === 'stockLevelChanged' ? message.data : null);

function storeNews({ data }: Wanted): StoreNews {
  const { orderId = null, variantId = null, available = null } = data as Partial<StoreNews>;
  return { orderId, variantId, available };
}

function roomsOfProducts(productIds: readonly string[]) {
  const ids = [...new Set(productIds.map((productId) => idArgument(productId, 'productIds')))];
  if (ids.length >= 1 && ids.length <= LIVE_LIMITS.roomsPerSocket)
    return ids.map((id) => ({ room: roomOf('product', id) }));
  const message = `From 1 to ${LIVE_LIMITS.roomsPerSocket} products.`;
  throw new DomainError('request.invalid', 'invalid', message, { field: 'productIds', rule: 'too_big' });
}
