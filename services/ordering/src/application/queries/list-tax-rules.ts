import type { TaxRule } from '../../domain/index.ts';
import type { ChargesReader } from '../ports/charges.ts';

type Wish = Parameters<ChargesReader['taxRules']>[0];
export type TaxRulePage = { readonly items: readonly TaxRule[]; readonly next: string | null };

/** Tax rules, newest first. One more than asked for is read, to know whether there is a next page. */
export const listTaxRules =
  ({ chargesReader }: { readonly chargesReader: ChargesReader }) =>
  async (wish: Wish): Promise<TaxRulePage> => {
    const found = await chargesReader.taxRules({ ...wish, limit: wish.limit + 1 });
    const items = found.slice(0, wish.limit);
    return { items, next: found.length > wish.limit ? items.at(-1)!.taxRuleId : null };
  };
