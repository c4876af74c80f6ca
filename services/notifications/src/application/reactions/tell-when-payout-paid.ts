import { moneyText, type Amount } from '../money-text.ts';
import type { Post } from '../posts.ts';

type Facts = { readonly payoutId: string; readonly storeId: string; readonly amount: Amount };

/** Tells the store that a payout is on its way to the bank. */
export function tellWhenPayoutPaid(causeId: string, payout: Facts): Post {
  const amount = moneyText(payout.amount);
  const to = { kind: 'store', storeId: payout.storeId } as const;
  const subject = { kind: 'payout', id: payout.payoutId };
  const title = `${amount} is paid out`;
  const body = 'The payout is on its way to your bank.';
  return {
    emails: [{ causeId, to, template: 'payout-paid', data: { amount } }],
    notices: [{ causeId, to, kind: 'payout-paid', title, body, subject }],
  };
}
