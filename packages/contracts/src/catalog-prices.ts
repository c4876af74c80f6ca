import { z } from 'zod';
import { product } from './catalog-schemas.ts';
import { mutation, storeMember } from './contract.ts';
import { id, positiveMoney } from './shared.ts';

/** Other currencies than its product's that a variant can have prices in. */
export const MAX_VARIANT_PRICES = 20;

/** Prices in several currencies. */
export const priceProcedures = {
  setVariantPrices: mutation({
    summary: 'Set what a variant costs in other currencies; in those that are not named its price is converted',
    access: storeMember('manager'),
    input: z.object({
      storeId: id(),
      productId: id(),
      variantId: id(),
      prices: z.array(positiveMoney()).max(MAX_VARIANT_PRICES),
    }),
    output: product(),
    errors: ['catalog.product_not_found', 'catalog.variant_not_found', 'catalog.currency_repeated'],
    rest: { method: 'PUT', path: '/v1/stores/{storeId}/products/{productId}/variants/{variantId}/prices' },
  }),
};
