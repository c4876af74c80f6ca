import type { Database } from '@haat/service-kit';
import type { MailIntake } from '../../application/ports/mail-intake.ts';
import { createOutgoingPosts } from './outgoing-posts.ts';

export const createMailIntake = (database: Database, onQueued: () => void): MailIntake => ({
  add: async (email, now) => {
    await database.transaction((tx) => createOutgoingPosts(tx).add([{ emails: [email] }], now));
    onQueued();
  },
});
