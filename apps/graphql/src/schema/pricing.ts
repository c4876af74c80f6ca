import type { Output } from '../upstream/upstream.ts';
import { builder } from './builder.ts';
import { connectionField } from './from-contracts/connection.ts';
import { lookupField } from './from-contracts/lookup.ts';
import { mutations } from './from-contracts/mutation.ts';
import { output, type Ref } from './from-contracts/outputs.ts';
import { alternativesOf, schemaAt } from './from-contracts/procedures.ts';
import { Cart } from './ordering.ts';

const Promotion: Ref<Output<'ordering', 'createPromotion'>> = output(
  'Promotion',
  schemaAt('ordering', 'createPromotion'),
  { within: { conditions: 'PromotionConditions' } },
);
const ShippingZone = output<object>('ShippingZone', schemaAt('ordering', 'getShippingZones', 'zones', '[]'), {
  within: { areas: 'Area', rates: 'ShippingRate' },
});
const TaxRule: Ref<Output<'ordering', 'setTaxRule'>> = output('TaxRule', schemaAt('ordering', 'setTaxRule'));

const { applied, not_applied: notApplied } = alternativesOf('ordering', 'applyCoupon');
const CouponApplied = output<object>('CouponApplied', applied!, { omit: ['outcome'] });
const CouponNotApplied = output<object>('CouponNotApplied', notApplied!, { omit: ['outcome'] });

const ApplyCouponResult = builder.unionType('ApplyCouponResult', {
  description: 'What a coupon does to a cart. One that takes nothing off is not kept.',
  types: [CouponApplied, CouponNotApplied] as never,
  resolveType: (({ outcome }: { outcome: string }) =>
    outcome === 'applied' ? 'CouponApplied' : 'CouponNotApplied') as never,
});

builder.queryFields((t) => ({
  promotions: connectionField(t, Promotion, { context: 'ordering', procedure: 'listPromotions' }),
  shippingZones: lookupField(t, {
    context: 'ordering',
    procedure: 'getShippingZones',
    type: [ShippingZone],
    pick: ({ zones }: Output<'ordering', 'getShippingZones'>) => zones,
  }),
  taxRules: connectionField(t, TaxRule, { context: 'ordering', procedure: 'listTaxRules' }),
}));

mutations('ordering', [
  { procedure: 'createPromotion', gives: ['promotion', Promotion] },
  { procedure: 'updatePromotion', gives: ['promotion', Promotion] },
  { procedure: 'endPromotion', gives: ['promotion', Promotion] },
  { procedure: 'applyCoupon', result: { type: ApplyCouponResult, resolve: (outcome: object) => outcome } },
  { procedure: 'removeCoupon', gives: ['cart', Cart] },
  { procedure: 'setShippingZones' },
  { procedure: 'setTaxRule', gives: ['taxRule', TaxRule] },
  { procedure: 'endTaxRule', gives: ['taxRule', TaxRule] },
]);
