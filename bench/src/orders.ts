import Table from 'cli-table3';
import { measureBareFastify, measurePgbench } from './baselines.ts';
import { measureOneSku } from './reservation.ts';
import { measureSaga, type SagaFigures } from './saga.ts';
import { deliveryP99 } from './delivery.ts';
import { setStage } from './stage.ts';
import { median, ms } from './statistics.ts';

export type OrdersOptions = {
  readonly clients: number;
  readonly seconds: number;
  readonly rounds: number;
  readonly baselines: boolean;
  readonly profile: boolean;
};

/** Checkouts until they are confirmed, buyers of one SKU, and what the machine does by itself. */
export async function measureOrders({ clients, seconds, rounds, baselines, profile }: OrdersOptions): Promise<void> {
  const stage = await setStage();
  try {
    console.log(`warming up, then ${rounds} rounds of ${seconds} s with ${clients} clients …`);
    await measureSaga(stage, { clients, seconds: Math.min(seconds, 5), firstBuyer: 0 });
    const before = await stage.metrics();
    const sagas: SagaFigures[] = [];
    for (let round = 0; round < rounds; round += 1)
      sagas.push(await measureSaga(stage, { clients, seconds, firstBuyer: round * clients }));
    const delivery = deliveryP99(before, await stage.metrics());
    if (profile) {
      const file = await stage.profiled(() => measureSaga(stage, { clients, seconds, firstBuyer: 0 }));
      console.log(`CPU profile of the marketplace: ${file}`);
    }
    const skus = [];
    for (let round = 0; round < rounds; round += 1)
      skus.push(await measureOneSku(stage, { buyers: 100, units: 50, round }));
    const pgbench = baselines ? await measurePgbench(stage.superuserUrl, { clients: 16, seconds: 10 }) : null;
    const fastify = baselines ? await measureBareFastify({ clients, seconds: 5 }) : null;

    const middle = (figure: (saga: SagaFigures) => number) => median(sagas.map(figure));
    const table = new Table({ head: ['figure', 'median', 'aim'], style: { head: [], border: [] } });
    const rate = middle((saga) => saga.ordersPerSecond);
    table.push(
      ['checkout → CONFIRMED, orders/s', rate.toFixed(1), '≥ 100 (200)'],
      ['CPU an order, services and PostgreSQL', ms(middle((saga) => saga.cpuMsPerOrder)), '≤ 10 ms'],
      [
        'answer to checkout p50 / p99',
        `${ms(middle((s) => s.checkoutP50Ms))} / ${ms(middle((s) => s.checkoutP99Ms))}`,
        'p99 ≤ 200 ms',
      ],
      [
        'checkout to CONFIRMED p50 / p99',
        `${ms(middle((s) => s.confirmedP50Ms))} / ${ms(middle((s) => s.confirmedP99Ms))}`,
        '',
      ],
      ['commit to the next handler p99 (bucket)', `≤ ${ms(delivery * 1000)}`, 'p99 ≤ 100 ms'],
      [
        '100 buyers of one SKU p50 / p95',
        `${ms(median(skus.map((s) => s.p50Ms)))} / ${ms(median(skus.map((s) => s.p95Ms)))}`,
        'p95 ≤ 150 ms',
      ],
      ['… of 50 units: placed / told it is short', `${skus.map((s) => `${s.placed}/${s.short}`).join(' ')}`, '50/50'],
      ['pgbench TPC-B, tps', pgbench === null ? 'not installed' : pgbench.toFixed(0), ''],
      ['bare Fastify, requests/s', fastify === null ? 'left out' : fastify.toFixed(0), ''],
      ['orders per 1,000 pgbench transactions', pgbench === null ? '' : ((rate / pgbench) * 1000).toFixed(1), ''],
      ['orders per 1,000 bare requests', fastify === null ? '' : ((rate / fastify) * 1000).toFixed(1), ''],
    );
    console.log(table.toString());
  } finally {
    await stage.stop();
  }
}
