import type { Check } from '../check.ts';

const SUMS =
  'SELECT currency, sum(amount_minor)::text AS rest, count(*) AS entries FROM entry GROUP BY currency ORDER BY currency';
const STORED = 'SELECT currency, sum(balance_minor)::text AS rest FROM account GROUP BY currency ORDER BY currency';

export const ledgerAddsUpToZero: Check = {
  name: 'over all accounts each currency adds up to zero',
  property: 'money',
  mayBeInFlight: false,
  async run({ payments }, report) {
    const sums = await payments.rows<{ currency: string; rest: string; entries: bigint }>(SUMS);
    for (const { currency, rest } of sums)
      if (rest !== '0') report({ id: currency, problem: `the entries are ${rest} ${currency} off zero` });
    const stored = await payments.rows<{ currency: string; rest: string }>(STORED);
    for (const { currency, rest } of stored)
      if (rest !== '0') report({ id: currency, problem: `the balances are ${rest} ${currency} off zero` });
    return Number(sums.reduce((total, { entries }) => total + entries, 0n));
  },
};
