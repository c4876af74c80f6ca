import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Intent } from '@haat/domain';
import { createUnitOfWork, type Sql, type UnitOfWork } from '../../src/index.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/index.ts';

type Counter = { increase(id: string): Promise<bigint> };

const counterOf = (sql: Sql): Counter => ({
  async increase(id) {
    const [row] = await sql.query<{ value: bigint }>(
      `INSERT INTO counter (id, value) VALUES ($1, 1) ON CONFLICT (id) DO UPDATE SET value = counter.value + 1 RETURNING value`,
      [id],
    );
    return row!.value;
  },
});

const intentOf = (key: string | null, requestHash = 'hash', user = 'u1'): Intent => ({
  actor: { kind: 'user', userId: user, roles: [], memberships: [], email: null },
  idempotency: key === null ? null : { key, procedure: 'test.increase', requestHash },
});

describe('a unit of work', () => {
  let test: TestDatabase;
  let work: UnitOfWork<Counter>;

  beforeAll(async () => {
    test = await createTestDatabase(new URL('./migrations/', import.meta.url));
    work = createUnitOfWork(test.database, counterOf);
  });
  afterAll(() => test.drop());

  const increase = (intent: Intent, id: string) =>
    work.run(intent, async (counter) => ({ value: await counter.increase(id), at: new Date(1000), nothing: null }));

  it('runs the work once for a key and answers the same, bigint and date included, to its repetition', async () => {
    const first = await increase(intentOf('k1'), 'a');
    const again = intentOf('k1');
    expect(await increase(again, 'a')).toEqual(first);
    expect(again.replayed).toBe(true);
    expect(first).toEqual({ value: 1n, at: new Date(1000), nothing: null });
  });

  it('refuses another request under a used key', async () => {
    await increase(intentOf('k2'), 'b');
    await expect(increase(intentOf('k2', 'other'), 'b')).rejects.toMatchObject({
      code: 'idempotency.key_reused',
      kind: 'conflict',
    });
  });

  it('keeps the keys of different principals apart', async () => {
    await increase(intentOf('k3', 'hash', 'u1'), 'c');
    expect((await increase(intentOf('k3', 'hash', 'u2'), 'c')).value).toBe(2n);
  });

  it('lets one of many simultaneous twins work and gives all of them its answer', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => increase(intentOf('k4'), 'd')));
    expect(new Set(answers.map((answer) => answer.value))).toEqual(new Set([1n]));
  });

  it('leaves neither claim nor change behind when the work throws', async () => {
    const failing = work.run(intentOf('k5'), async (counter) => {
      await counter.increase('e');
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect((await increase(intentOf('k5'), 'e')).value).toBe(1n);
  });

  it('finds the stored answer for those who must look before they call others', async () => {
    expect(await work.replayOf(intentOf('k6'))).toBeNull();
    const first = await increase(intentOf('k6'), 'f');
    expect(await work.replayOf(intentOf('k6'))).toEqual({ result: first });
    await expect(work.replayOf(intentOf('k6', 'other'))).rejects.toMatchObject({ code: 'idempotency.key_reused' });
  });

  it('writes events with the state or not at all', async () => {
    const publish = (fails: boolean) =>
      test.database.transaction(async (tx) => {
        await counterOf(tx).increase('g');
        tx.publish([{ name: 'stockDeducted', key: 'o', subject: 'o', data: { orderId: 'o', checkoutId: 'c' } }]);
        if (fails) throw new Error('no');
      });
    await expect(publish(true)).rejects.toThrow('no');
    await publish(false);
    const [row] = await test.database.query<{ count: number }>('SELECT count(*)::int AS count FROM outbox');
    expect(row!.count).toBe(1);
  });

  it('says so when a statement failed that nobody waited for', async () => {
    const careless = test.database.transaction(async (tx) => {
      tx.query('SELECT 1 / 0').catch(() => {});
    });
    await expect(careless).rejects.toThrow(/rolled back/);
  });
});
