import type { Sql } from '@haat/service-kit';
import type { DueDates, PaymentReader } from '../../application/ports/payment-reader.ts';
import type { EscrowProgress, EscrowTerms } from '../../domain/escrow/escrow.ts';
import type { PaymentProgress, PaymentTerms } from '../../domain/payment/payment.ts';
import { type SnapshotRow, toStored } from './streams.ts';

const PAYMENT = `SELECT version, terms, progress FROM payment WHERE checkout_id = $1`;
const ESCROW = `SELECT version, terms, progress FROM escrow WHERE order_id = $1`;

export const paymentReader = (sql: Sql): PaymentReader => ({
  async paymentOfCheckout(checkoutId) {
    const [row] = await sql.query<SnapshotRow>(PAYMENT, [checkoutId]);
    return row === undefined ? null : toStored<PaymentTerms, PaymentProgress>(row).state;
  },
  async escrowOfOrder(orderId) {
    const [row] = await sql.query<SnapshotRow>(ESCROW, [orderId]);
    return row === undefined ? null : toStored<EscrowTerms, EscrowProgress>(row).state;
  },
});

const NEXT_TIME_OUT = `SELECT min(expires_at) AS due_at FROM payment WHERE status = 'processing'`;
const NEXT_RELEASE = `SELECT min(release_due_at) AS due_at FROM escrow WHERE status = 'held' AND release_due_at IS NOT NULL`;

export const dueDates = (sql: Sql): DueDates => {
  const next = async (text: string) => (await sql.query<{ due_at: Date | null }>(text))[0]?.due_at ?? null;
  return { nextTimeOut: () => next(NEXT_TIME_OUT), nextRelease: () => next(NEXT_RELEASE) };
};
