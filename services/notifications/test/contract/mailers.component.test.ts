import { createTestDatabase, settableClock } from '@haat/service-kit/testing';
import { migrationsDirectory } from '../../src/composition.ts';
import { createInboxMailer } from '../../src/infrastructure/local-inbox/inbox-mailer.ts';
import { searchInbox } from '../../src/infrastructure/local-inbox/inbox-store.ts';
import { NOW } from '../builders/events.ts';
import { mailerContract } from './mailer.contract.ts';

mailerContract('the local inbox', async () => {
  const { database, drop } = await createTestDatabase(migrationsDirectory, 'notifications');
  return {
    mailer: createInboxMailer({ sql: database, clock: settableClock(NOW) }),
    delivered: (to) => searchInbox(database, { to, match: 'exact', before: null }),
    close: drop,
  };
});
