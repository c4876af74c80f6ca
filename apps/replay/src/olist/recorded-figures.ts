import { money, shareAtRate } from '@haat/domain';
import { costOf, freightOf, type History, itemsOf, paidFor, type RecordedOrder, sellersOf } from './history.ts';

/** An order whose recorded payments are not what its items and freight cost. */
export type PaymentBreak = {
  readonly orderId: string;
  readonly status: string;
  readonly paidMinor: bigint;
  readonly costMinor: bigint;
  readonly differenceMinor: bigint;
};

export type CountAndSum = { readonly count: number; readonly sumMinor: bigint };

/** What the records say, and what must therefore come out. */
export type RecordedFigures = {
  readonly ordersByStatus: ReadonlyMap<string, number>;
  readonly ordersWithItems: number;
  readonly storeOrders: number;
  readonly multiSellerOrders: number;
  readonly itemsMinor: bigint;
  readonly freightMinor: bigint;
  readonly paymentsMinor: bigint;
  readonly paymentsByKind: ReadonlyMap<string, CountAndSum>;
  readonly deliveredMinor: bigint;
  /** At the default rate, rounded once a store order, on items only. */
  readonly commissionMinor: bigint;
  readonly cancelledMinor: bigint;
  readonly stillHeldMinor: bigint;
  readonly matchingOrders: number;
  readonly breaks: readonly PaymentBreak[];
  readonly paymentsWithoutItemsMinor: bigint;
};

const COMMISSION_RATE_BASIS_POINTS = 1_000;

/** What a recorded status comes to in Haat. */
export const END_STATES: Readonly<Record<string, 'delivered' | 'shipped' | 'cancelled' | 'open'>> = {
  delivered: 'delivered',
  shipped: 'shipped',
  canceled: 'cancelled',
  unavailable: 'cancelled',
  invoiced: 'open',
  processing: 'open',
  approved: 'open',
  created: 'open',
};

export function recordedFigures({ orders }: History): RecordedFigures {
  const withItems = orders.filter(({ lines }) => lines.length > 0);
  const ending = (state: string) => withItems.filter(({ status }) => END_STATES[status] === state);
  const breaks = withItems.filter((order) => paidFor(order) !== costOf(order)).map(breakOf);
  return {
    ordersByStatus: countBy(orders, ({ status }) => status),
    ordersWithItems: withItems.length,
    storeOrders: withItems.reduce((sum, order) => sum + sellersOf(order).length, 0),
    multiSellerOrders: withItems.filter((order) => sellersOf(order).length > 1).length,
    itemsMinor: sumOf(withItems, itemsOf),
    freightMinor: sumOf(withItems, freightOf),
    paymentsMinor: sumOf(orders, paidFor),
    paymentsByKind: paymentsByKind(orders),
    deliveredMinor: sumOf(ending('delivered'), costOf),
    commissionMinor: sumOf(ending('delivered'), commissionOf),
    cancelledMinor: sumOf(ending('cancelled'), costOf),
    stillHeldMinor: sumOf([...ending('shipped'), ...ending('open')], costOf),
    matchingOrders: withItems.length - breaks.length,
    breaks,
    paymentsWithoutItemsMinor: sumOf(
      orders.filter(({ lines }) => lines.length === 0),
      paidFor,
    ),
  };
}

function commissionOf(order: RecordedOrder): bigint {
  const bySeller = Map.groupBy(order.lines, ({ offer }) => offer.sellerId);
  return sumOf([...bySeller.values()], (lines) => {
    const items = sumOf(lines, ({ offer, quantity }) => offer.priceMinor * BigInt(quantity));
    return shareAtRate(money(items, 'BRL'), COMMISSION_RATE_BASIS_POINTS).amountMinor;
  });
}

const breakOf = (order: RecordedOrder): PaymentBreak => ({
  orderId: order.orderId,
  status: order.status,
  paidMinor: paidFor(order),
  costMinor: costOf(order),
  differenceMinor: paidFor(order) - costOf(order),
});

/** How many payments of each kind these orders have, and of how much. */
export function paymentsByKind(orders: readonly RecordedOrder[]): Map<string, CountAndSum> {
  const kinds = new Map<string, CountAndSum>();
  for (const { kind, amountMinor } of orders.flatMap(({ payments }) => payments)) {
    const { count, sumMinor } = kinds.get(kind) ?? { count: 0, sumMinor: 0n };
    kinds.set(kind, { count: count + 1, sumMinor: sumMinor + amountMinor });
  }
  return kinds;
}

export const sumOf = <Item>(items: readonly Item[], amountMinor: (item: Item) => bigint): bigint =>
  items.reduce((sum, item) => sum + amountMinor(item), 0n);

function countBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}
