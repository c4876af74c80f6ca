import type { notificationsContract } from '@haat/contracts';
import type { Handlers } from '@haat/service-kit';
import type { Application } from '../../application/application.ts';
import { fromCursor, toCursor, toNoticeWire } from './wire.ts';

/** Translates between the contract and the use cases; nothing is decided here. */
export function createHandlers(app: Application): Omit<Handlers<typeof notificationsContract>, 'personalDataOf'> {
  return {
    sendAccountMail: async ({ input }) => {
      await app.queueAccountMail(input);
      return {};
    },
    listNotices: async ({ input, actor }) => {
      const page = { before: fromCursor(input.cursor), limit: input.limit, unreadOnly: input.unreadOnly === true };
      const { items, next } = await app.listNotices(actor, page);
      return { items: items.map(toNoticeWire), nextCursor: toCursor(next) };
    },
    markRead: async ({ input, intent }) => toNoticeWire(await app.markRead(intent, input)),
    markAllRead: async ({ intent }) => ({ marked: await app.markAllRead(intent) }),
  };
}
