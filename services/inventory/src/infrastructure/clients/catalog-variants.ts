import type { catalogContract } from '@haat/contracts';
import type { ContextClient } from '@haat/service-kit';
import type { Variants } from '../../application/ports/variants.ts';

/** Asks catalog which store a variant belongs to. */
export const createCatalogVariants = (catalog: ContextClient<typeof catalogContract>): Variants => ({
  async find(variantId) {
    const { variants } = await catalog.describeVariants.query({ variantIds: [variantId] });
    const [found] = variants;
    if (found === undefined) return null;
    const { productId, storeId, sku } = found;
    return { variantId: found.variantId, productId, storeId, sku };
  },
});
