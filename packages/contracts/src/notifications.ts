import { z } from 'zod';
import { personalDataOf } from './personal-data.ts';
import { defineContract, mutation, query } from './contract.ts';
import { accountMailProcedures } from './notifications-mail.ts';
import { id, instant, nothing, pageInput, pageOf } from './shared.ts';

export const notice = () =>
  z.object({
    noticeId: id(),
    kind: z.string(),
    title: z.string(),
    body: z.string(),
    /** What the notice is about, e.g. an order. */
    subject: z.object({ kind: z.string(), id: z.string() }).nullable(),
    readAt: instant().nullable(),
    createdAt: instant(),
  });

/** In-app notices; e-mails are sent by reactions, but for those about accounts, which carry secrets. */
export const notificationsContract = defineContract('notifications', {
  personalDataOf: personalDataOf(),
  ...accountMailProcedures,
  listNotices: query({
    summary: 'List my notices, newest first',
    access: 'user',
    input: z.object({ ...pageInput, unreadOnly: z.boolean().optional() }),
    output: pageOf(notice()),
    errors: ['notifications.cursor_invalid'],
    rest: { method: 'GET', path: '/v1/notices' },
  }),
  markRead: mutation({
    summary: 'Mark a notice as read',
    access: 'user',
    input: z.object({ noticeId: id() }),
    output: notice(),
    errors: ['notifications.notice_not_found'],
    rest: { method: 'POST', path: '/v1/notices/{noticeId}/read' },
  }),
  markAllRead: mutation({
    summary: 'Mark all my notices as read',
    access: 'user',
    input: nothing(),
    output: z.object({ marked: z.int() }),
    rest: { method: 'POST', path: '/v1/notices/read' },
  }),
});
