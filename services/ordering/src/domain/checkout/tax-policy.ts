import { add, allocate, type Money, shareAtRate, sum, zero } from '@haat/domain';
import type { Address } from '../address.ts';

export type TaxableLine = { readonly itemsTotal: Money; readonly shipping: Money };

/** What tax is added, line by line. */
export type TaxPolicy = (lines: readonly TaxableLine[], address: Address) => readonly Money[];

/** Prices hold their tax already. */
export const noTaxAdded: TaxPolicy = (lines) => lines.map(({ itemsTotal }) => zero(itemsTotal.currency));

/** A rate in basis points by country, on goods and shipping; rounded once an order and spread over its lines. */
export const flatRateByCountry =
  (ratesBasisPoints: Readonly<Record<string, number>>): TaxPolicy =>
  (lines, address) => {
    const rate = ratesBasisPoints[address.country] ?? 0;
    if (rate === 0) return noTaxAdded(lines, address);
    const bases = lines.map(({ itemsTotal, shipping }) => add(itemsTotal, shipping));
    const whole = sum(bases, bases[0]!.currency);
    if (whole.amountMinor === 0n) return noTaxAdded(lines, address);
    const tax = shareAtRate(whole, rate);
    return allocate(
      tax,
      bases.map((base) => base.amountMinor),
    );
  };
