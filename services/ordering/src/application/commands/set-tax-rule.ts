import { type Clock, type Ids, type Intent, principalOf } from '@haat/domain';
import { MAX_TAX_RULES_PER_COUNTRY, type TaxRule, TooManyTaxRules } from '../../domain/index.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

type Deps = { readonly unitOfWork: UnitOfWork; readonly clock: Clock; readonly ids: Ids };
type Wish = Omit<TaxRule, 'taxRuleId' | 'validFrom' | 'validTo'> & { readonly validFrom: Date | undefined };

/** Adds a tax rule; one for the same goods that comes into force later takes its place from then on. */
export const setTaxRule =
  ({ unitOfWork, clock, ids }: Deps) =>
  (intent: Intent, wish: Wish): Promise<TaxRule> =>
    unitOfWork.run(intent, async ({ taxRules }) => {
      const now = clock.now();
      const open = await taxRules.lockAndCountOpen(wish.country, now);
      if (open >= MAX_TAX_RULES_PER_COUNTRY) throw new TooManyTaxRules(MAX_TAX_RULES_PER_COUNTRY);
      const rule: TaxRule = { ...wish, taxRuleId: ids.next(), validFrom: wish.validFrom ?? now, validTo: null };
      await taxRules.add(rule, principalOf(intent.actor));
      return rule;
    });

/** Ends a rule now; orders that were placed keep their tax. */
export const endTaxRule =
  ({ unitOfWork, clock }: Omit<Deps, 'ids'>) =>
  (intent: Intent, taxRuleId: string): Promise<TaxRule> =>
    unitOfWork.run(intent, ({ taxRules }) =>
      taxRules.update(taxRuleId, (rule) => {
        const now = clock.now();
        return rule.validTo !== null && rule.validTo <= now ? rule : { ...rule, validTo: now };
      }),
    );
