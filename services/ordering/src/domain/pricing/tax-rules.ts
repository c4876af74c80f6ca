import { money, type Money, shareAtRate, WHOLE_BASIS_POINTS, zero } from '@haat/domain';
import type { Address } from '../address.ts';
import type { Explanation } from './explanation.ts';
import { sameRegion } from './shipping-zones.ts';

/** Tax rules of one country that have not ended. */
export const MAX_TAX_RULES_PER_COUNTRY = 200;

export type TaxRule = {
  readonly taxRuleId: string;
  readonly name: string;
  readonly country: string;
  readonly region: string | null;
  /** With everything below it in the tree. */
  readonly categoryId: string | null;
  readonly rateBasisPoints: number;
  /** Prices hold the tax already. */
  readonly inclusive: boolean;
  readonly taxesShipping: boolean;
  readonly validFrom: Date;
  readonly validTo: Date | null;
};

type Goods = { readonly categoryIds: readonly string[] };

/**
 * The one rule that goods bear: a rule of the region goes before one of the country, then a rule of the nearest category
 * before one of all goods, then the rule that has come into force last.
 */
export function taxRuleFor(
  rules: readonly TaxRule[],
  { categoryIds }: Goods,
  { country, region = '' }: Address,
): TaxRule | null {
  const rank = (rule: TaxRule) => [
    rule.region === null ? 0 : 1,
    rule.categoryId === null ? -1 : categoryIds.indexOf(rule.categoryId),
    rule.validFrom.getTime(),
  ];
  const applying = rules.filter(
    (rule) =>
      rule.country === country &&
      (rule.region === null || sameRegion(rule.region, region)) &&
      (rule.categoryId === null || categoryIds.includes(rule.categoryId)),
  );
  return applying.sort((one, other) => compare(rank(other), rank(one)))[0] ?? null;
}

function compare(one: readonly number[], other: readonly number[]): number {
  const place = one.findIndex((value, index) => value !== other[index]);
  return place === -1 ? 0 : one[place]! - other[place]!;
}

/** The tax of one line by a rule, rounded half up to the minor unit; one that prices hold is told and not added. */
export function taxByRule(rule: TaxRule, line: { itemsTotal: Money; shipping: Money }): Explanation {
  const { currency } = line.itemsTotal;
  const base = line.itemsTotal.amountMinor + (rule.taxesShipping ? line.shipping.amountMinor : 0n);
  const about = {
    kind: 'tax',
    part: 'tax',
    rule: { id: rule.taxRuleId, name: rule.name },
    appliesTo: 'line',
  } as const;
  if (!rule.inclusive) return { ...about, amount: shareAtRate(money(base, currency), rule.rateBasisPoints) };
  return { ...about, amount: zero(currency), included: money(heldBy(base, rule.rateBasisPoints), currency) };
}

/** Of a price with tax, the tax: at 25 % a fifth. */
function heldBy(base: bigint, rateBasisPoints: number): bigint {
  const rate = BigInt(rateBasisPoints);
  const whole = WHOLE_BASIS_POINTS + rate;
  return (2n * base * rate + whole) / (2n * whole);
}
