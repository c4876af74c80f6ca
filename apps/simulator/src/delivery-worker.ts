import type { Clock } from '@haat/domain';
import { backoffMs, coalesce, createDueWorker, type Database, type WakingClock, type Worker } from '@haat/service-kit';
import { type Delivery, LEASE_MS, type SendWebhook } from './delivery.ts';
import { signWebhook } from './send-webhook.ts';

const CLAIM = `UPDATE webhook_delivery SET due_at = $1::timestamptz + $3 * interval '1 millisecond', attempts = attempts + 1
  WHERE delivery_id IN (SELECT delivery_id FROM webhook_delivery WHERE delivered_at IS NULL AND due_at <= $1
    ORDER BY due_at LIMIT $2 FOR UPDATE SKIP LOCKED)
  RETURNING delivery_id, body, attempts`;
const NEXT = `SELECT min(due_at) AS due_at FROM webhook_delivery WHERE delivered_at IS NULL`;
const DELIVERED = `UPDATE webhook_delivery SET delivered_at = $2 WHERE delivery_id = ANY ($1::bigint[])`;
const POSTPONE = `UPDATE webhook_delivery SET due_at = $2 WHERE delivery_id = $1`;

const MAX_CONCURRENT = 128;
const BATCH = 200;
const BACKOFF = { baseMs: 200, capMs: 60_000 };

type Options = {
  readonly database: Database;
  readonly clock: WakingClock;
  readonly urlOf: () => string;
  readonly secret: string;
  readonly send: SendWebhook;
};

export type DeliveryWorker = Worker & { handOver(deliveries: readonly Delivery[]): void };

/**
 * Delivers webhooks at least once, in no particular order, until somebody answers 2xx. New ones come by hand right after
 * they were stored; the table is read for those that failed, or that a process left behind when it died.
 */
export function createDeliveryWorker({ database, clock, urlOf, secret, send }: Options): DeliveryWorker {
  const waiting: Delivery[] = [];
  const inHand = new Set<bigint>();
  let active = 0;
  let running = false;
  let whenIdle: () => void = () => {};
  const delivered = coalesce((ids: bigint[]) => markDelivered(database, clock, ids), { maxBatch: BATCH });

  const deliver = async ({ deliveryId, body, attempts }: Delivery) => {
    try {
      const status = await send(
        signWebhook({ id: `msg_${deliveryId}`, body, url: urlOf() }, { secret, now: clock.now() }),
      );
      if (status < 200 || status > 299) throw new Error(`the webhook was answered with ${status}`);
      await delivered(deliveryId);
    } catch {
      const due = new Date(clock.now().getTime() + backoffMs(attempts + 1, BACKOFF));
      await database.query(POSTPONE, [deliveryId, due]).catch(() => {});
      claims.wake();
    }
  };

  const pump = () => {
    while (running && active < MAX_CONCURRENT && waiting.length > 0) {
      const delivery = waiting.shift()!;
      active += 1;
      void deliver(delivery).finally(() => {
        active -= 1;
        inHand.delete(delivery.deliveryId);
        pump();
        if (active === 0) whenIdle();
      });
    }
  };

  const take = (deliveries: readonly Delivery[]) => {
    const fresh = deliveries.filter(({ deliveryId }) => !inHand.has(deliveryId));
    for (const { deliveryId } of fresh) inHand.add(deliveryId);
    waiting.push(...shuffled(fresh));
    pump();
    return fresh.length;
  };

  const claims = createDueWorker({
    name: 'simulator.webhooks',
    clock,
    nextDueAt: async () => (await database.query<{ due_at: Date | null }>(NEXT))[0]?.due_at ?? null,
    runDue: async (now) => {
      const rows = await database.query<{ delivery_id: bigint; body: string; attempts: number }>(CLAIM, [
        now,
        BATCH,
        LEASE_MS,
      ]);
      return take(rows.map(({ delivery_id, body, attempts }) => ({ deliveryId: delivery_id, body, attempts })));
    },
    maxIdleMs: 5_000,
  });

  return {
    ...claims,
    start() {
      running = true;
      claims.start();
      pump();
    },
    async stop() {
      running = false;
      await claims.stop();
      if (active > 0) await new Promise<void>((resolve) => (whenIdle = resolve));
    },
    handOver: (deliveries) => {
      if (running) take(deliveries);
    },
  };
}

async function markDelivered(database: Database, clock: Clock, ids: bigint[]): Promise<undefined[]> {
  await database.query(DELIVERED, [ids, clock.now()]);
  return ids.map(() => undefined);
}

/** Providers promise no order, so none is kept. */
function shuffled<Item>(items: readonly Item[]): Item[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = Math.floor(Math.random() * (last + 1));
    [result[last], result[other]] = [result[other]!, result[last]!];
  }
  return result;
}
