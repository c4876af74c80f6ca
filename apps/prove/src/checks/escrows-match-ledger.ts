import { decodeData, type Escrow } from '@haat/payments/domain';
import type { Check } from '../check.ts';
import { sideBySide } from '../database/merge.ts';

const BOOKED = `SELECT split_part(a.code, ':', 2)::uuid AS order_id, sum(e.amount_minor)::bigint AS held,
    coalesce(sum(e.amount_minor) FILTER (WHERE e.amount_minor > 0), 0)::bigint AS locked,
    coalesce(-sum(e.amount_minor) FILTER (WHERE t.kind = 'release'), 0)::bigint AS released,
    coalesce(-sum(e.amount_minor) FILTER (WHERE t.kind = 'refund'), 0)::bigint AS refunded
  FROM entry e JOIN account a USING (account_id) JOIN ledger_transaction t USING (transaction_id)
  WHERE a.kind = 'escrow' GROUP BY 1 ORDER BY 1`;
const STORED = 'SELECT order_id, terms, progress FROM escrow ORDER BY order_id';

type Booked = { order_id: string; held: bigint; locked: bigint; released: bigint; refunded: bigint };
type Stored = { order_id: string; terms: unknown; progress: unknown };

export const escrowsMatchLedger: Check = {
  name: "each escrow's locked, held, released and refunded money is what its entries say",
  property: 'money',
  mayBeInFlight: false,
  async run({ payments }, report) {
    let checked = 0;
    const keys = { left: (row: Booked) => row.order_id, right: (row: Stored) => row.order_id };
    for await (const { key, left, right } of sideBySide(
      payments.stream<Booked>(BOOKED),
      payments.stream<Stored>(STORED),
      keys,
    )) {
      checked += 1;
      if (left === null) report({ id: key, problem: 'the escrow has no entries' });
      else if (right === null) report({ id: key, problem: 'entries hold money for an order without an escrow' });
      else
        for (const problem of problemsOf(left, decodeData<Escrow>({ terms: right.terms, progress: right.progress })))
          report({ id: key, problem });
    }
    return checked;
  },
};

function* problemsOf(booked: Booked, { terms, progress }: Escrow): Generator<string> {
  const ofLines = terms.lines.reduce((sum, line) => sum + line.itemsMinor + line.shippingMinor + line.taxMinor, 0n);
  if (terms.lockedMinor !== ofLines) yield `${terms.lockedMinor} is locked for lines of ${ofLines}`;
  if (booked.locked !== terms.lockedMinor) yield `${terms.lockedMinor} is locked, the entries say ${booked.locked}`;
  if (booked.held !== progress.heldMinor) yield `${progress.heldMinor} is held, the entries say ${booked.held}`;
  if (booked.held + booked.released + booked.refunded !== booked.locked)
    yield `held, released and refunded do not add up to the ${booked.locked} that were locked`;
  if (booked.released === 0n && booked.refunded !== progress.refundedMinor)
    yield `${progress.refundedMinor} was refunded, the entries say ${booked.refunded}`;
  if (booked.refunded > progress.refundedMinor)
    yield `the entries refund ${booked.refunded}, the escrow ${progress.refundedMinor}`;
  if (booked.released > 0n !== (progress.releasedAt !== null))
    yield 'the escrow and its entries disagree on whether it was released';
  if (progress.refundedMinor > terms.lockedMinor)
    yield `${progress.refundedMinor} was refunded of ${terms.lockedMinor}`;
}
