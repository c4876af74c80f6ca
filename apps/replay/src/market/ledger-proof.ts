import { amount, type FigureSection } from '../console/figures.ts';
import type { Market } from './market.ts';

/** The trial balance of the whole ledger: each currency adds up to nothing, or money was made or lost. */
export async function ledgerProof(market: Market): Promise<FigureSection> {
  const { rows } = await market.as(market.admin, null, (api, options) => api.payments.trialBalance({}, options));
  const byCurrency = Map.groupBy(rows, ({ balance }) => balance.currency);
  const figures = [...byCurrency].sort().map(([currency, ofCurrency]) => ({
    name: `ledger ${currency}, all accounts`,
    recorded: amount(0n),
    haat: amount(ofCurrency.reduce((sum, { balance }) => sum + BigInt(balance.amountMinor), 0n)),
    because: ofCurrency
      .map(({ kind, balance, entries }) => `${kind} ${amount(BigInt(balance.amountMinor))} (${entries} entries)`)
      .join(' · '),
  }));
  return { title: 'proof of the ledger (the whole marketplace)', figures };
}
