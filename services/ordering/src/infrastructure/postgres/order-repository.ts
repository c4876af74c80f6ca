import { type Actor, type Clock, principalOf } from '@haat/domain';
import type { OutboxEvent, Transaction } from '@haat/service-kit';
import type { Decide, OrderRepository } from '../../application/ports/order-repository.ts';
import {
  evolve,
  fromStoredJson,
  type Order,
  type OrderEvent,
  OrderNotFound,
  promotionsUsed,
  type RecordedOrderEvent,
} from '../../domain/index.ts';
import { appendToStreams, type OrderChange } from './append-to-streams.ts';
import { giveBack } from './redemptions.ts';

type Deps = {
  readonly clock: Clock;
  readonly announce: (event: OrderEvent, order: Order) => OutboxEvent[];
};

const LOCK = `SELECT state FROM customer_order WHERE order_id = ANY($1::uuid[]) ORDER BY order_id FOR UPDATE`;

/** See {@link OrderRepository}. However many orders change, it takes two statements. */
export function createOrderRepository(tx: Transaction, { clock, announce }: Deps): OrderRepository {
  async function change(orderIds: readonly string[], actor: Actor, decide: Decide): Promise<Order[]> {
    const rows = await tx.query<{ state: unknown }>(LOCK, [orderIds]);
    const principal = principalOf(actor);
    const now = clock.now();
    const changes = rows.map(({ state }) => apply(fromStoredJson<Order>(state), { decide, principal, now, announce }));
    const effective = changes.filter(({ events }) => events.length > 0);
    if (effective.length > 0) {
      tx.publish(effective.flatMap(({ news }) => news));
      const freed = effective.filter(frees).map(({ after }) => after.orderId);
      await Promise.all([appendToStreams(tx, effective), freed.length > 0 && giveBack(tx, freed)]);
    }
    return changes.map(({ after }) => after);
  }
  return {
    async update(orderId, actor, decide) {
      const [order] = await change([orderId], actor, decide);
      if (order === undefined) throw new OrderNotFound();
      return order;
    },
    async updateMany(orderIds, actor, decide) {
      await change(orderIds, actor, decide);
    },
  };
}

/** Cancelled just now, after promotions were used for it: others may use them instead. */
const frees = ({ events, after }: OrderChange): boolean =>
  events.some(({ type }) => type === 'OrderCancelled') && promotionsUsed(after.lines).length > 0;

type Act = Pick<Deps, 'announce'> & { readonly decide: Decide; readonly principal: string; readonly now: Date };

function apply(before: Order, { decide, principal, now, announce }: Act): OrderChange & { news: OutboxEvent[] } {
  // Clocks of several machines differ; within one order time never runs backwards, so that "as of" has one answer.
  const occurredAt = now > before.updatedAt ? now : before.updatedAt;
  const events: RecordedOrderEvent[] = [];
  const news: OutboxEvent[] = [];
  let after = before;
  for (const decided of decide(before)) {
    const recorded = { ...decided, version: after.version + 1, occurredAt, actor: principal };
    after = evolve(after, recorded);
    events.push(recorded);
    news.push(...announce(decided, after));
  }
  return { before, after, events, news };
}
