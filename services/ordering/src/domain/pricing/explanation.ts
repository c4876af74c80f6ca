import { type Money, negate, sum } from '@haat/domain';

/** The part of a line's cost that an amount belongs to. */
export type Part = 'items' | 'shipping' | 'tax';

export type RuleName = { readonly id: string; readonly name: string };

/**
 * One amount of a line and the rule that it comes from. All of a line's add up, part by part, to its items total, its
 * shipping and its tax, so that whoever doubts a total can follow it down to the rules.
 */
export type Explanation = {
  readonly kind: 'price' | 'conversion' | 'discount' | 'shipping' | 'tax';
  readonly part: Part;
  readonly rule: RuleName;
  readonly amount: Money;
  /** Whether the rule looked at the line alone, or the amount is the line's share of one for the store's whole order. */
  readonly appliesTo: 'line' | 'store';
  /** Of a conversion: the amount before it. */
  readonly from?: Money;
  /** Of a tax that prices hold already: how much of them it is. */
  readonly included?: Money;
};

/** A line that has been priced, as far as explaining it goes. */
export type ExplainedLine = {
  readonly itemsTotal: Money;
  readonly shipping: Money;
  readonly tax: Money;
  /** Left out where nothing was taken off. */
  readonly discount?: Money;
  /** Left out where the seller's price and the marketplace's usual charges say it all; see {@link explanationsOf}. */
  readonly explanations?: readonly Explanation[];
};

export const SELLERS_PRICE: RuleName = { id: 'price', name: "The seller's price" };
export const USUAL_SHIPPING: RuleName = { id: 'usual_shipping', name: 'Usual shipping charge' };
export const USUAL_TAX: RuleName = { id: 'usual_tax', name: 'Usual tax' };

const USUAL_RULES: readonly RuleName[] = [SELLERS_PRICE, USUAL_SHIPPING, USUAL_TAX];

/** Follows from the line's amounts alone. */
export const isUsual = ({ rule, from }: Explanation): boolean =>
  from === undefined && USUAL_RULES.some(({ id }) => id === rule.id);

/** What was taken off a line's items. */
export const discountOf = ({ discount, itemsTotal }: ExplainedLine): Money =>
  discount ?? { amountMinor: 0n, currency: itemsTotal.currency };

/** All that a line was made of. Lines of which nothing was kept, those of old events too, had no rules but the usual. */
export const explanationsOf = (line: ExplainedLine): readonly Explanation[] =>
  line.explanations ?? usualExplanations(line);

function usualExplanations({ itemsTotal, shipping, tax }: ExplainedLine): Explanation[] {
  const explained: Explanation[] = [
    { kind: 'price', part: 'items', rule: SELLERS_PRICE, amount: itemsTotal, appliesTo: 'line' },
    { kind: 'shipping', part: 'shipping', rule: USUAL_SHIPPING, amount: shipping, appliesTo: 'store' },
    { kind: 'tax', part: 'tax', rule: USUAL_TAX, amount: tax, appliesTo: 'store' },
  ];
  return explained.filter(({ kind, amount }) => kind === 'price' || amount.amountMinor !== 0n);
}

/** What the explanations of one part come to. */
export const sumOfPart = (explanations: readonly Explanation[], part: Part, currency: string): Money =>
  sum(
    explanations.filter((each) => each.part === part).map(({ amount }) => amount),
    currency,
  );

/** What discounts took off a part, as a positive amount. */
export const discountOfPart = (explanations: readonly Explanation[], part: Part, currency: string): Money =>
  negate(
    sumOfPart(
      explanations.filter(({ kind }) => kind === 'discount'),
      part,
      currency,
    ),
  );
