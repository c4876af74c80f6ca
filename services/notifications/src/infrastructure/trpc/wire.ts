import type { notificationsContract, OutputOf } from '@haat/contracts';
import { DomainError } from '@haat/domain';
import type { NoticeView } from '../../application/ports/notice-board.ts';

type NoticeWire = OutputOf<(typeof notificationsContract)['procedures']['markRead']>;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const toNoticeWire = ({ subject, readAt, createdAt, noticeId, kind, title, body }: NoticeView): NoticeWire => ({
  noticeId,
  kind,
  title,
  body,
  subject: subject === null ? null : { ...subject },
  readAt: readAt?.toISOString() ?? null,
  createdAt: createdAt.toISOString(),
});

export const toCursor = (noticeId: string | null): string | null =>
  noticeId === null ? null : Buffer.from(noticeId).toString('base64url');

export function fromCursor(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  const noticeId = Buffer.from(cursor, 'base64url').toString();
  if (UUID.test(noticeId)) return noticeId;
  const details = { field: 'cursor', rule: 'from_a_page' };
  throw new DomainError(
    'notifications.cursor_invalid',
    'invalid',
    'The cursor comes from no page of this list.',
    details,
  );
}
