import { stringify } from 'csv-stringify/sync';
import type { Statement } from '../../application/ports/wallet-reader.ts';
import { decimalOf } from './decimal.ts';

const HEADER = ['at', 'kind', 'reference', 'account', 'amount', 'balance', 'currency'];

/** A statement as CSV. */
export function statementCsv({ currency, from, to, openingMinor, lines, closingMinor }: Statement): string {
  const amount = (minor: bigint) => decimalOf(minor, currency);
  return stringify([
    HEADER,
    [from.toISOString(), 'opening', '', '', '', amount(openingMinor), currency],
    ...lines.map((line) => [
      line.at.toISOString(),
      line.kind,
      line.reference,
      line.account,
      amount(line.amountMinor),
      amount(line.balanceMinor),
      currency,
    ]),
    [to.toISOString(), 'closing', '', '', '', amount(closingMinor), currency],
  ]);
}
