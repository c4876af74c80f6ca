import type { RestClient } from '@haat/client';
import { as, OPERATOR } from './people.ts';

/** A coupon of the store, and a tax of a country that nobody sends to: what prices are made of, without moving any. */
export async function pricing(api: RestClient, owner: string, storeId: string) {
  const benefit = { kind: 'percentage' as const, rateBasisPoints: 500 };
  const coupon = { storeId, name: 'For friends', code: 'FRIENDS', benefit };
  const { promotionId } = await api.ordering.createPromotion(coupon, as(owner));
  const tax = { name: 'Tax', country: 'AQ', rateBasisPoints: 100, inclusive: true };
  const { taxRuleId } = await api.ordering.setTaxRule(tax, as(OPERATOR));
  return { promotionId, taxRuleId };
}
