import type { catalogContract } from '@haat/contracts';
import type { ContextClient } from '@haat/service-kit';
import type { Catalog } from '../../application/ports/catalog.ts';
import { fromWire } from './money.ts';

/** Asks the catalogue; see {@link Catalog}. */
export const createCatalog = (client: ContextClient<typeof catalogContract>): Catalog => ({
  async describeVariants(variantIds) {
    if (variantIds.length === 0) return new Map();
    const { variants } = await client.describeVariants.query({ variantIds: [...variantIds] });
    return new Map(
      variants.map((variant) => [
        variant.variantId,
        {
          ...variant,
          price: fromWire(variant.price),
          prices: variant.prices.map(fromWire),
          shipping: variant.shipping && fromWire(variant.shipping),
        },
      ]),
    );
  },
});
