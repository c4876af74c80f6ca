import { PERSONAL_DATA_PAGE } from '@haat/contracts';
import {
  createPersonalData,
  ERASED_EMAIL,
  type PersonalDataSource,
  type Sql,
  type Transaction,
} from '@haat/service-kit';

const OF_THEIR_ORDERS = `(SELECT 'order:' || order_id FROM order_contact WHERE owner = $1)`;

const PERSONAL_DATA: readonly PersonalDataSource[] = [
  {
    kind: 'notice',
    statement: `SELECT position::text, jsonb_build_object('kind', kind, 'title', title, 'body', body,
        'createdAt', created_at, 'readAt', read_at) AS data
      FROM notice WHERE owner = $1 AND ($2::text IS NULL OR notice.position > $2::bigint)
      ORDER BY notice.position LIMIT $3`,
  },
  {
    // What a mail carries may open an account, and what it says stands in the notices and orders.
    kind: 'mail',
    statement: `SELECT email_id::text AS position, jsonb_build_object('template', template, 'status', status,
        'queuedAt', queued_at, 'settledAt', settled_at) AS data
      FROM email_message WHERE (recipient = $1 OR recipient IN ${OF_THEIR_ORDERS})
        AND ($2::text IS NULL OR email_id > $2::bigint) ORDER BY email_id LIMIT $3`,
  },
];

/** Answers what notifications keeps of a person. */
export const createPersonalDataReader = (sql: Sql) => createPersonalData(sql, PERSONAL_DATA, PERSONAL_DATA_PAGE);

const digestIn = (column: string) => `encode(sha256(convert_to(lower(${column}), 'UTF8')), 'hex') = ANY ($2::text[])`;
const DELETE_MAILS = `DELETE FROM email_message WHERE recipient = $1 OR recipient IN ${OF_THEIR_ORDERS}
  OR (recipient LIKE 'mailto:%' AND ${digestIn('substr(recipient, 8)')})`;
const DELETE_INBOX = `DELETE FROM inbox_message WHERE encode(sha256(convert_to(lower(recipient), 'UTF8')), 'hex') = ANY ($1::text[])`;
const DELETE_NOTICES = `DELETE FROM notice WHERE owner = $1`;
// What the other side was told may repeat what the buyer wrote.
const MARK_OTHERS = `UPDATE notice SET body = $2 WHERE owner <> $1 AND subject_kind = 'order'
  AND subject_id IN (SELECT order_id::text FROM order_contact WHERE owner = $1)`;
const MARK_CONTACTS = `UPDATE order_contact SET email = $2 WHERE owner = $1`;

/** Takes away what was told to somebody who is gone, and where. */
export async function forgetPerson(
  tx: Transaction,
  principal: string,
  addressDigests: readonly string[],
): Promise<void> {
  await tx.query(DELETE_MAILS, [principal, addressDigests]);
  await tx.query(DELETE_INBOX, [addressDigests]);
  await tx.query(DELETE_NOTICES, [principal]);
  await tx.query(MARK_OTHERS, [principal, 'The buyer had their account erased.']);
  await tx.query(MARK_CONTACTS, [principal, ERASED_EMAIL]);
}
