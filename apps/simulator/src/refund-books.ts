import type { Clock } from '@haat/domain';
import type { Database } from '@haat/service-kit';
import type { PayoutRequest, RefundRequest } from './charge.ts';
import { SimulatorFault } from './charge-books.ts';

const LOCK_CHARGE = `SELECT amount_minor, status FROM charge WHERE key = $1 FOR UPDATE`;
const FIND_REFUND = `SELECT 1 AS found FROM refund WHERE key = $1`;
const REFUNDED = `SELECT coalesce(sum(amount_minor), 0)::bigint AS amount_minor FROM refund WHERE charge_key = $1`;
const REFUND = `INSERT INTO refund (key, charge_key, amount_minor, currency, refunded_at) VALUES ($1, $2, $3, $4, $5)`;
const PAY_OUT = `INSERT INTO payout (key, destination, amount_minor, currency, paid_at) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (key) DO NOTHING`;

/** What the provider has given back and paid out; a key counts once, and nobody gets back more than they paid. */
export const createRefundBooks = ({ database, clock }: { database: Database; clock: Clock }) => ({
  refund: ({ key, chargeKey, amount }: RefundRequest): Promise<void> =>
    database.transaction(async (tx) => {
      const [charge] = await tx.query<{ amount_minor: bigint; status: string }>(LOCK_CHARGE, [chargeKey]);
      if (charge === undefined || charge.status !== 'succeeded') throw new SimulatorFault(409, 'nothing was charged');
      if ((await tx.query(FIND_REFUND, [key])).length > 0) return;
      const [refunded] = await tx.query<{ amount_minor: bigint }>(REFUNDED, [chargeKey]);
      if (refunded!.amount_minor + BigInt(amount.amountMinor) > charge.amount_minor)
        throw new SimulatorFault(409, 'more than was charged');
      await tx.query(REFUND, [key, chargeKey, amount.amountMinor, amount.currency, clock.now()]);
    }),
  async payOut({ key, destination, amount }: PayoutRequest): Promise<void> {
    await database.query(PAY_OUT, [key, destination, amount.amountMinor, amount.currency, clock.now()]);
  },
});
