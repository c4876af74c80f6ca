import { PERSONAL_DATA_PAGE } from '@haat/contracts';
import { createPersonalData, ERASED, type PersonalDataSource, type Sql, type Transaction } from '@haat/service-kit';

const PERSONAL_DATA: readonly PersonalDataSource[] = [
  {
    // A tender's token is the provider's name for a means of payment, or a voucher's code: it pays, so it stays here.
    kind: 'payment',
    statement: `SELECT payment_id::text AS position, jsonb_build_object('paymentId', payment_id,
        'checkoutId', checkout_id, 'status', status, 'totalMinor', terms -> 'totalMinor', 'currency', terms -> 'currency',
        'tenders', (SELECT COALESCE(jsonb_agg(jsonb_build_object('method', t -> 'method', 'amountMinor', t -> 'amountMinor',
          'installments', t -> 'installments')), '[]') FROM jsonb_array_elements(terms -> 'tenders') AS t)) AS data
      FROM payment WHERE terms ->> 'owner' = $1 AND ($2::text IS NULL OR payment_id > $2::uuid)
      ORDER BY payment_id LIMIT $3`,
  },
  {
    kind: 'dispute',
    statement: `SELECT dispute_id::text AS position, jsonb_build_object('disputeId', dispute_id, 'orderId', order_id,
        'status', status, 'reason', reason, 'openedAt', opened_at, 'decidedAt', decided_at) AS data
      FROM dispute WHERE opened_by = $1 AND ($2::text IS NULL OR dispute_id > $2::uuid) ORDER BY dispute_id LIMIT $3`,
  },
];

/** Answers what payments keeps of a person. */
export const createPersonalDataReader = (sql: Sql) => createPersonalData(sql, PERSONAL_DATA, PERSONAL_DATA_PAGE);

const REMEMBER = `INSERT INTO erased_owner (owner, erased_at) VALUES ($1, $2) ON CONFLICT DO NOTHING`;
const REDACT_EVENTS = `UPDATE escrow_event SET data = redacted_escrow_event(type, data)
  WHERE order_id IN (SELECT order_id FROM escrow WHERE terms ->> 'owner' = $1)
    AND data IS DISTINCT FROM redacted_escrow_event(type, data)`;
const REDACT_DISPUTES = `UPDATE dispute SET reason = $2 WHERE opened_by = $1`;

/** Replaces what somebody who is gone wrote about their disputes; the database refuses any other change of history. */
export async function redactDisputesOf(tx: Transaction, owner: string, erasedAt: string): Promise<void> {
  await tx.query(REMEMBER, [owner, erasedAt]);
  await tx.query(REDACT_EVENTS, [owner]);
  await tx.query(REDACT_DISPUTES, [owner, ERASED]);
}
