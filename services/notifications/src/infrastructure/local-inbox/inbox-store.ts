import type { Sql } from '@haat/service-kit';

export const INBOX_PAGE = 50;

export type InboxMessage = {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly receivedAt: Date;
};

/** `to` is matched anywhere in the address by `containing`, as a whole by `exact`. */
export type InboxSearch = {
  readonly to: string;
  readonly match: 'containing' | 'exact';
  readonly before: bigint | null;
};

const COLUMNS = 'inbox_id, recipient, subject, text_body, html_body, received_at';
const NEWEST = `SELECT ${COLUMNS} FROM inbox_message WHERE ($2::bigint IS NULL OR inbox_id < $2)
  AND ($1 = '' OR strpos(recipient, $1) > 0) ORDER BY inbox_id DESC LIMIT ${INBOX_PAGE}`;
const NEWEST_OF = `SELECT ${COLUMNS} FROM inbox_message WHERE recipient = $1 AND ($2::bigint IS NULL OR inbox_id < $2)
  ORDER BY inbox_id DESC LIMIT ${INBOX_PAGE}`;
const BY_ID = `SELECT ${COLUMNS} FROM inbox_message WHERE inbox_id = $1`;

type Row = {
  inbox_id: bigint;
  recipient: string;
  subject: string;
  text_body: string;
  html_body: string;
  received_at: Date;
};

/** Newest first, a page at a time. */
export async function searchInbox(sql: Sql, { to, match, before }: InboxSearch): Promise<InboxMessage[]> {
  const isExact = match === 'exact' && to !== '';
  return (await sql.query<Row>(isExact ? NEWEST_OF : NEWEST, [to.toLowerCase(), before])).map(toMessage);
}

export async function readMessage(sql: Sql, id: bigint): Promise<InboxMessage | null> {
  const [row] = await sql.query<Row>(BY_ID, [id]);
  return row === undefined ? null : toMessage(row);
}

const toMessage = (row: Row): InboxMessage => ({
  id: row.inbox_id.toString(),
  to: row.recipient,
  subject: row.subject,
  text: row.text_body,
  html: row.html_body,
  receivedAt: row.received_at,
});
