import { convert, type ExchangeRate, type Money } from '@haat/domain';
import { fxPosition, storeAvailable, storeDebt } from '../ledger/account.ts';
import { creditStore } from '../ledger/credit-store.ts';
import { InsufficientFunds } from '../ledger/ledger.errors.ts';
import { entry } from '../ledger/posting.ts';
import type { MoneyWork } from '../money/money-work.ts';
import { AmountTooLargeToConvert, AmountTooSmallToConvert } from './exchange.errors.ts';

/** Largest amount of one conversion in either currency, as of any one payment. */
export const MAX_CONVERTED_MINOR = 1_000_000_000_000n;

export type Conversion = {
  readonly conversionId: string;
  readonly storeId: string;
  readonly from: Money;
  readonly to: Money;
  readonly rateScaled: bigint;
  readonly convertedAt: Date;
};

type Wish = { readonly conversionId: string; readonly storeId: string; readonly from: Money };

/** Accounts that a conversion reads or moves; they must have been locked. */
export const accountsOfConversion = (storeId: string, from: string, to: string): string[] =>
  [storeAvailable(storeId, from), storeAvailable(storeId, to), storeDebt(storeId, to), fxPosition(from), fxPosition(to)]
    .map(({ code }) => code)
    .sort();

/**
 * Takes an amount from the store in one currency and gives what it is worth in another. The platform's positions stand
 * against both, so that each currency adds up to zero by itself. What the store owes in the other currency is repaid first.
 */
export function convertBalance(work: MoneyWork, { conversionId, storeId, from }: Wish, rate: ExchangeRate): Conversion {
  const available = storeAvailable(storeId, from.currency);
  if (work.balance(available) < from.amountMinor) throw new InsufficientFunds(work.balance(available));
  const to = convert(from, rate);
  if (to.amountMinor === 0n) throw new AmountTooSmallToConvert(to.currency);
  if (to.amountMinor > MAX_CONVERTED_MINOR) throw new AmountTooLargeToConvert(MAX_CONVERTED_MINOR);
  const { entries } = creditStore(work, { storeId, ...to });
  work.post('conversion', conversionId, [
    entry(available, -from.amountMinor),
    entry(fxPosition(from.currency), from.amountMinor),
    entry(fxPosition(to.currency), -to.amountMinor),
    ...entries,
  ]);
  return { conversionId, storeId, from, to, rateScaled: rate.rateScaled, convertedAt: work.occasion.at };
}
