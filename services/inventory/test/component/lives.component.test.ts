import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createInventory } from '../../src/composition.ts';
import { STORE, uuid } from '../builders/ids.ts';
import { anInventory, HOLD_ENDS, told, type World } from '../builders/inventory.ts';

let world: World;
beforeAll(async () => {
  world = await anInventory();
});
afterAll(() => world.close());

const SHELVES = [1, 2, 3, 4, 5];
const UNITS = 60;
const LIVES = 240;

type Order = { readonly checkoutId: string; readonly orderId: string };
type Service = ReturnType<typeof createInventory>;

/** Every way an order may go, crossed with every other; each step is sent by one of two replicas. */
const WAYS: readonly (readonly string[])[] = [
  ['paid'],
  ['paid', 'paid'],
  ['cancelled'],
  ['cancelled', 'paid'],
  ['paid', 'cancelled'],
  ['release'],
  ['release', 'paid'],
  ['again', 'paid'],
  ['paid', 'returned', 'returned'],
  [],
];

describe('hundreds of lives at once, served by two replicas', () => {
  it('leave stock, reservations and movements that add up, and sell no unit twice', async () => {
    for (const shelf of SHELVES) {
      const url = `/v1/stores/${STORE}/stock/${uuid(shelf)}`;
      await world.request('PUT', url, { as: 'manager', body: { onHand: UNITS } });
    }
    const clients = { catalog: undefined as never };
    const other = createInventory({ database: world.database, clock: world.clock, clients });
    const replicas = [world.service, other];
    world.clock.set(HOLD_ENDS);
    for (const { workers } of replicas) workers[0]!.start();
    await Promise.all(Array.from({ length: LIVES }, (_, n) => live(n, replicas)));
    const held = () => world.database.query(`SELECT 1 FROM reservation WHERE status = 'held' LIMIT 1`);
    while ((await held()).length > 0) await new Promise(setImmediate);
    for (const { workers } of replicas) await workers[0]!.stop();

    expect(await world.contradictions()).toEqual([]);
    const sold = await world.database.query<{ variant_id: string; units: bigint }>(`
      SELECT variant_id, sum(quantity - returned) AS units FROM reservation WHERE status = 'committed' GROUP BY 1`);
    const unitsOf = (shelf: number) => Number(sold.find((row) => row.variant_id === uuid(shelf))?.units ?? 0);
    for (const shelf of SHELVES) {
      const [onHand, reserved] = await world.stockOf(uuid(shelf));
      expect({ shelf, units: onHand + unitsOf(shelf), reserved }).toEqual({ shelf, units: UNITS, reserved: 0 });
    }
    const answers = (await world.published()).filter(({ type }) => /stock-(deducted|short)/.test(type));
    expect(new Set(answers.map(({ subject }) => subject)).size).toBe(answers.length);
    expect(world.defects).toEqual([]);
  });
});

async function live(n: number, replicas: readonly Service[]): Promise<void> {
  const order = { checkoutId: uuid(n, 2), orderId: uuid(n, 3) };
  // Every third promise ends at once, so that expiry races the rest of the life.
  const expiresAt = new Date(HOLD_ENDS.getTime() + (n % 3 === 0 ? 0 : 1)).toISOString();
  const variants = [SHELVES[n % 5]!, SHELVES[(n * 3 + 1) % 5]!];
  const { outcome } = await reserve(replicas[n % 2]!, { order, expiresAt, variants });
  if (outcome !== 'reserved') return;
  for (const [step, name] of WAYS[n % WAYS.length]!.entries()) {
    const replica = replicas[(n + step) % 2]!;
    if (name === 'again') await reserve(replica, { order, expiresAt, variants: [variants[1]!] });
    else if (name === 'release') await replica.handlers.release(call({ checkoutId: order.checkoutId }));
    else await tell(replica, name, { order, n, variant: variants[0]! });
  }
  if (n % 3 !== 0) await replicas[0]!.handlers.release(call({ checkoutId: order.checkoutId }));
}

const call = <Input>(input: Input) => ({
  input,
  actor: { kind: 'service' as const, name: 'ordering' },
  intent: null as never,
  headers: {},
  setCookie: () => {},
});

function reserve(service: Service, wish: { order: Order; expiresAt: string; variants: readonly number[] }) {
  const lines = wish.variants.map((variant) => ({ variantId: uuid(variant), quantity: 1 }));
  const { checkoutId, orderId } = wish.order;
  return service.handlers.reserve(call({ checkoutId, expiresAt: wish.expiresAt, orders: [{ orderId, lines }] }));
}

/** A return of an order that turned out short is refused, as it should be. */
async function tell(
  service: Service,
  name: string,
  { order, n, variant }: { order: Order; n: number; variant: number },
) {
  const lines = [{ orderLineId: uuid(1), variantId: uuid(variant), quantity: 1 }];
  const news = {
    paid: told('orderPaid', order),
    cancelled: told('orderCancelled', order),
    returned: told('returnAccepted', { ...order, returnId: uuid(n, 4), lines }),
  }[name as 'paid'];
  const handled = world.database.transaction((tx) => service.subscriptions[0]!.handle(tx, [news]));
  await handled.catch((error: { code?: string }) => expect(error.code).toBe('inventory.return_exceeds_order'));
}
