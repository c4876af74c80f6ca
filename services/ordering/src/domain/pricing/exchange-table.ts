import { convert, type ExchangeRate, formatRate, inverse, type Money } from '@haat/domain';
import { NoExchangeRate } from './pricing.errors.ts';
import type { RuleName } from './explanation.ts';

/** A rate that is in force, as the operators of the marketplace set it. */
export type RateInForce = ExchangeRate & { readonly rateId: string };

/** The rates that are in force now; at most one from one currency to another. */
export type ExchangeTable = readonly RateInForce[];

/** The rate from one currency to another: the one that was set, else the way back of the other direction. */
export function rateBetween(rates: ExchangeTable, from: string, to: string): RateInForce | null {
  const direct = rates.find((rate) => rate.from === from && rate.to === to);
  if (direct !== undefined) return direct;
  const other = rates.find((rate) => rate.from === to && rate.to === from);
  const back = other && inverse(other);
  return back ? { ...back, rateId: other.rateId } : null;
}

/** An amount in another currency; null without a rate. */
export function exchanged(rates: ExchangeTable, amount: Money, currency: string): Money | null {
  if (amount.currency === currency) return amount;
  const rate = rateBetween(rates, amount.currency, currency);
  return rate && convert(amount, rate);
}

export function exchangedOrRefused(rates: ExchangeTable, amount: Money, currency: string): Money {
  const result = exchanged(rates, amount, currency);
  if (result === null) throw new NoExchangeRate('cartId', amount.currency, currency);
  return result;
}

/** E.g. `1 USD = 5.4321 BRL`. */
export const ruleOfRate = ({ rateId, from, to, rateScaled }: RateInForce): RuleName => ({
  id: rateId,
  name: `1 ${from} = ${formatRate(rateScaled)} ${to}`,
});
