import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDatabase } from '@haat/service-kit';
import { createTestDatabase } from '@haat/service-kit/testing';
import { migrationsDirectory } from '../../src/composition.ts';
import { ALLOWANCES, createAttemptLimiter } from '../../src/infrastructure/limits/attempt-limiter.ts';

const refused = { code: 'identity.too_many_attempts', kind: 'too_many_requests' };

describe('the limiter of attempts', () => {
  let test: Awaited<ReturnType<typeof createTestDatabase>>;
  beforeAll(async () => {
    test = await createTestDatabase(migrationsDirectory, 'identity-limits');
  });
  afterAll(() => test.drop());

  const limiter = () => createAttemptLimiter(test.database, ALLOWANCES);
  const takeFive = async (of: string, by = limiter()) => {
    for (let taken = 0; taken < 5; taken += 1) await by.take([{ name: 'passwordByAddress', of }]);
  };

  it('lets five through and says when the sixth may come', async () => {
    const by = limiter();
    await takeFive('192.0.2.1', by);
    const sixth = by.take([{ name: 'passwordByAddress', of: '192.0.2.1' }]);
    await expect(sixth).rejects.toMatchObject({ ...refused, details: { retryAfterS: expect.any(Number) } });
    await expect(by.take([{ name: 'passwordByAddress', of: '192.0.2.2' }])).resolves.toBeDefined();
  });

  it('counts for all replicas', async () => {
    await takeFive('192.0.2.3');
    const elsewhere = createDatabase({ url: test.url, name: 'another-replica' });
    const other = createAttemptLimiter(elsewhere);
    await expect(other.take([{ name: 'passwordByAddress', of: '192.0.2.3' }])).rejects.toMatchObject(refused);
    await elsewhere.close();
  });

  it('takes back what was given back, and nothing for what it refused', async () => {
    const by = limiter();
    const of = '192.0.2.4';
    for (let round = 0; round < 10; round += 1) await (await by.take([{ name: 'passwordByAddress', of }])).giveBack();
    await takeFive(of, by);
    for (let round = 0; round < 3; round += 1)
      await expect(
        by.take([
          { name: 'mailByAccount', of },
          { name: 'passwordByAddress', of },
        ]),
      ).rejects.toMatchObject(refused);
    for (let mail = 0; mail < ALLOWANCES.mailByAccount.points; mail += 1)
      await by.take([{ name: 'mailByAccount', of }]);
    await expect(by.take([{ name: 'mailByAccount', of }])).rejects.toMatchObject(refused);
  });

  it('lets five of fifty at once through', async () => {
    const by = limiter();
    const taking = Array.from({ length: 50 }, () => by.take([{ name: 'passwordByAddress', of: '192.0.2.5' }]));
    const outcomes = await Promise.allSettled(taking);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
  });
});
