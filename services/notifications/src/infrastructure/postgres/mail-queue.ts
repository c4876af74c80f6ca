import type { Sql } from '@haat/service-kit';
import type { MailQueue, QueuedEmail, Settlement } from '../../application/ports/mail-queue.ts';
import type { TemplateName } from '../../application/posts.ts';

const NEXT_DUE = `SELECT next_attempt_at FROM email_message WHERE status = 'queued' ORDER BY next_attempt_at LIMIT 1`;
// Rows that another worker is claiming are skipped; what an order knows of its buyer is read in the same breath.
const CLAIM = `
WITH due AS (
  SELECT email_id FROM email_message WHERE status = 'queued' AND next_attempt_at <= $1
  ORDER BY next_attempt_at, email_id LIMIT $3 FOR UPDATE SKIP LOCKED
), claimed AS (
  UPDATE email_message e SET attempts = attempts + 1, next_attempt_at = $2 FROM due WHERE e.email_id = due.email_id
  RETURNING e.email_id, e.recipient, e.template, e.data, e.attempts
)
SELECT c.*, o.email AS order_email, o.order_number FROM claimed c
LEFT JOIN order_contact o ON o.order_id = CASE WHEN c.recipient LIKE 'order:%' THEN substr(c.recipient, 7)::uuid END
ORDER BY c.email_id`;
// What opens an account is forgotten once it is sent or given up; until then the queue needs it.
const SETTLE = `UPDATE email_message e SET status = s.status, last_error = s.error,
    next_attempt_at = COALESCE(s.at, e.next_attempt_at), settled_at = CASE WHEN s.status <> 'queued' THEN $2::timestamptz END,
    data = CASE WHEN s.status <> 'queued' AND e.template IN ('confirm-email', 'reset-password') THEN '{}' ELSE e.data END
  FROM jsonb_to_recordset($1::jsonb) AS s (id bigint, status text, error text, at timestamptz)
  WHERE e.email_id = s.id AND e.status = 'queued'`;

const LONGEST_ERROR = 500;

type Row = {
  email_id: bigint;
  recipient: string;
  template: TemplateName;
  data: Record<string, unknown>;
  attempts: number;
  order_email: string | null;
  order_number: string | null;
};

export function createMailQueue(sql: Sql): MailQueue {
  return {
    nextDueAt: async () => (await sql.query<{ next_attempt_at: Date }>(NEXT_DUE))[0]?.next_attempt_at ?? null,
    claimDue: async ({ now, leaseEnd, limit }) => (await sql.query<Row>(CLAIM, [now, leaseEnd, limit])).map(toEmail),
    settle: async (settlements, now) => {
      await sql.query(SETTLE, [JSON.stringify(settlements.map(toSettledRow)), now]);
    },
  };
}

const toEmail = (row: Row): QueuedEmail => ({
  emailId: row.email_id,
  template: row.template,
  data: row.order_number === null ? row.data : { orderNumber: row.order_number, ...row.data },
  attempts: row.attempts,
  address: addressIn(row.recipient, 'mailto:') ?? row.order_email,
  userId: addressIn(row.recipient, 'user:'),
});

const addressIn = (recipient: string, prefix: string): string | null =>
  recipient.startsWith(prefix) ? recipient.slice(prefix.length) : null;

function toSettledRow(settlement: Settlement) {
  const { emailId, outcome } = settlement;
  return {
    id: emailId.toString(),
    status: outcome === 'retry' ? 'queued' : outcome,
    error: outcome === 'sent' ? null : settlement.error.replaceAll('\u0000', '').slice(0, LONGEST_ERROR).toWellFormed(),
    at: outcome === 'retry' ? settlement.at.toISOString() : null,
  };
}
