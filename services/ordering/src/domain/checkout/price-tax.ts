import type { Money } from '@haat/domain';
import type { Address } from '../address.ts';
import { type Explanation, USUAL_TAX } from '../pricing/explanation.ts';
import { NO_SETTINGS, type PricingSettings } from '../pricing/settings.ts';
import { taxByRule, taxRuleFor } from '../pricing/tax-rules.ts';
import type { ShippedLine } from './price-shipping.ts';
import type { TaxPolicy } from './tax-policy.ts';

export type TaxedLine = ShippedLine & { readonly tax: Money };

type Context = {
  readonly address: Address;
  readonly policies: { readonly tax: TaxPolicy };
  readonly settings?: PricingSettings;
};

/** Adds tax, line by line: by the rule that names the line's goods and region, else by the usual policy. */
export function taxLines(lines: readonly ShippedLine[], context: Context): TaxedLine[] {
  const { settings = NO_SETTINGS, policies, address } = context;
  const rules = lines.map(({ variant }) => taxRuleFor(settings.taxRules, variant, address));
  const unruled = lines.filter((_line, index) => rules[index] === null);
  const usual = unruled.length === 0 ? [] : policies.tax(unruled, address);
  const usualOf = new Map(unruled.map((line, index) => [line, usual[index]!]));
  return lines.map((line, index) => {
    const rule = rules[index]!;
    if (rule !== null) return withTax(line, taxByRule(rule, line));
    const amount = usualOf.get(line)!;
    if (amount.amountMinor === 0n) return { ...line, tax: amount };
    return withTax(line, { kind: 'tax', part: 'tax', rule: USUAL_TAX, amount, appliesTo: 'store' });
  });
}

const withTax = (line: ShippedLine, explanation: Explanation): TaxedLine => ({
  ...line,
  tax: explanation.amount,
  explanations: [...line.explanations, explanation],
});
