import type { Currency } from '@haat/domain';
import type { MoneyWork } from '../money/money-work.ts';
import { storeAvailable, storeDebt } from './account.ts';
import { type Entry, entry } from './posting.ts';

type Credit = { readonly storeId: string; readonly currency: Currency; readonly amountMinor: bigint };

/**
 * Money that comes to a store repays what it owes first; only the rest is available. Both accounts must have been locked.
 */
export function creditStore(
  work: MoneyWork,
  { storeId, currency, amountMinor }: Credit,
): { entries: Entry[]; debtRepaidMinor: bigint } {
  const owed = -work.balance(storeDebt(storeId, currency));
  const debtRepaidMinor = owed < amountMinor ? owed : amountMinor;
  const entries = [
    entry(storeDebt(storeId, currency), debtRepaidMinor),
    entry(storeAvailable(storeId, currency), amountMinor - debtRepaidMinor),
  ];
  return { entries, debtRepaidMinor };
}
