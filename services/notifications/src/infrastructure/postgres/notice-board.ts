import type { Sql } from '@haat/service-kit';
import type { NoticeBoard, NoticeView } from '../../application/ports/notice-board.ts';
import { toNoticeId, toPosition } from './notice-id.ts';

const PAGE = `SELECT * FROM notice WHERE owner = $1 AND ($2::bigint IS NULL OR position < $2)
  AND (NOT $3 OR read_at IS NULL) ORDER BY position DESC LIMIT $4`;
const MARK = `UPDATE notice SET read_at = COALESCE(read_at, $3) WHERE owner = $1 AND position = $2 RETURNING *`;
const MARK_ALL = `WITH marked AS (UPDATE notice SET read_at = $2 WHERE owner = $1 AND read_at IS NULL RETURNING 1)
  SELECT count(*)::int AS marked FROM marked`;

type Row = {
  position: bigint;
  kind: string;
  title: string;
  body: string;
  subject_kind: string | null;
  subject_id: string | null;
  created_at: Date;
  read_at: Date | null;
};

export function createNoticeBoard(sql: Sql): NoticeBoard {
  return {
    page: async (owner, { before, limit, unreadOnly }) => {
      const position = before === null ? null : toPosition(before);
      return (await sql.query<Row>(PAGE, [owner, position, unreadOnly, limit])).map(toNotice);
    },
    markRead: async (owner, noticeId, now) => {
      const position = toPosition(noticeId);
      if (position === null) return null;
      const [row] = await sql.query<Row>(MARK, [owner, position, now]);
      return row === undefined ? null : toNotice(row);
    },
    markAllRead: async (owner, now) => (await sql.query<{ marked: number }>(MARK_ALL, [owner, now]))[0]!.marked,
  };
}

const toNotice = (row: Row): NoticeView => ({
  noticeId: toNoticeId(row.position),
  kind: row.kind,
  title: row.title,
  body: row.body,
  subject: row.subject_kind === null ? null : { kind: row.subject_kind, id: row.subject_id ?? '' },
  readAt: row.read_at,
  createdAt: row.created_at,
});
