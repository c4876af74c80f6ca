import type { Clock } from '@haat/domain';
import { coalesce, createTaskWorker, type Database, type TaskWorker, type WakingClock } from '@haat/service-kit';
import { type Delivery, LEASE_MS, type SendWebhook } from './delivery.ts';
import { signWebhook } from './send-webhook.ts';

const CLAIM = `UPDATE webhook_delivery SET due_at = $1::timestamptz + $3 * interval '1 millisecond', attempts = attempts + 1
  WHERE delivery_id IN (SELECT delivery_id FROM webhook_delivery WHERE delivered_at IS NULL AND due_at <= $1
    ORDER BY due_at LIMIT $2 FOR UPDATE SKIP LOCKED)
  RETURNING delivery_id, body, attempts`;
const NEXT = `SELECT min(due_at) AS due_at FROM webhook_delivery WHERE delivered_at IS NULL`;
const DELIVERED = `UPDATE webhook_delivery SET delivered_at = $2 WHERE delivery_id = ANY ($1::bigint[])`;
const POSTPONE = `UPDATE webhook_delivery SET due_at = $2 WHERE delivery_id = $1`;

const MAX_BATCH = 200;

type Options = {
  readonly database: Database;
  readonly clock: WakingClock;
  readonly url: string;
  readonly secret: string;
  readonly send: SendWebhook;
};

export type DeliveryWorker = TaskWorker<Delivery>;

/** Delivers webhooks at least once, in no particular order, until somebody answers 2xx. */
export function createDeliveryWorker({ database, clock, url, secret, send }: Options): DeliveryWorker {
  const delivered = coalesce((ids: bigint[]) => markDelivered(database, clock, ids), { maxBatch: MAX_BATCH });
  const worker = createTaskWorker<Delivery>({
    name: 'simulator.webhooks',
    clock,
    keyOf: ({ deliveryId }) => deliveryId,
    claimDue: async (now, limit) => (await database.query<Row>(CLAIM, [now, limit, LEASE_MS])).map(toTask),
    nextDueAt: async () => (await database.query<{ due_at: Date | null }>(NEXT))[0]?.due_at ?? null,
    run: async ({ deliveryId, body }) => {
      const webhook = signWebhook({ id: `msg_${deliveryId}`, body, url }, { secret, now: clock.now() });
      const status = await send(webhook);
      if (status < 200 || status > 299) throw new Error(`the webhook was answered with ${status}`);
      await delivered(deliveryId);
    },
    postpone: async ({ deliveryId }, until) => {
      await database.query(POSTPONE, [deliveryId, until]);
    },
    maxConcurrent: 128,
    maxBatch: MAX_BATCH,
    backoff: { baseMs: 200, capMs: 60_000 },
  });
  return { ...worker, handOver: (deliveries) => worker.handOver(shuffled(deliveries)) };
}

type Row = { readonly delivery_id: bigint; readonly body: string; readonly attempts: number };

const toTask = ({ delivery_id, body, attempts }: Row) => ({ item: { deliveryId: delivery_id, body }, attempts });

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
