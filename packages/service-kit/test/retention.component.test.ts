import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { LeaderSession } from '../src/messaging/leader-session.ts';
import { pruneBatch, RETENTION_BATCH } from '../src/messaging/retention.ts';
import { createTestDatabase, type TestDatabase } from '../src/testing/index.ts';
import { migrations } from './support/messaging.ts';

let test: TestDatabase;
let session: LeaderSession;
beforeAll(async () => {
  test = await createTestDatabase(migrations);
  session = await LeaderSession.connect(test.url, 'test', { notified: () => {}, lost: () => {} });
});
afterAll(async () => {
  await session.close();
  await test.drop();
});

const FILL_OUTBOX = `
  INSERT INTO outbox (event_id, topic, key, type, envelope, published_at)
  SELECT gen_random_uuid(), 'test', $3, 'test', '{}', now() - make_interval(days => $2) FROM generate_series(1, $1)`;
const FILL_INBOX = `
  INSERT INTO inbox (consumer_group, event_id, handled_at)
  SELECT 'test', gen_random_uuid(), now() - make_interval(days => $2) FROM generate_series(1, $1)`;

const keysLeft = async () =>
  (await test.database.query<{ key: string }>('SELECT key FROM outbox GROUP BY key ORDER BY min(position)')).map(
    (row) => row.key,
  );

it('deletes what is older than the retention in small batches, and nothing that is still to be published', async () => {
  await test.database.query(FILL_OUTBOX, [RETENTION_BATCH + 1, 8, 'old']);
  await test.database.query(FILL_OUTBOX, [1, null, 'unpublished']);
  await test.database.query(FILL_OUTBOX, [1, 6, 'young']);
  await test.database.query(FILL_INBOX, [5, 8]);
  await test.database.query(FILL_INBOX, [3, 6]);

  expect(await pruneBatch(session)).toBe(true);
  expect(await keysLeft()).toEqual(['old', 'unpublished', 'young']);
  expect(await pruneBatch(session)).toBe(false);
  expect(await keysLeft()).toEqual(['unpublished', 'young']);
  expect(await test.database.query('SELECT count(*)::int AS left FROM inbox')).toEqual([{ left: 3 }]);
});
