import type { catalogContract } from '@haat/contracts';
import type { ContextClient } from '@haat/service-kit';
import type { Variants } from '../../application/ports/variants.ts';

/** Asks catalog which store a variant belongs to. */
export const createCatalogVariants = (catalog: ContextClient<typeof catalogContract>): Variants => ({
  async find(variantId) {
    const { variants } = await catalog.describeVariants.query({ variantIds: [variantId] });
    const [found] = variants;
    return found === undefined ? null : { variantId: found.variantId, storeId: found.storeId, sku: found.sku };
  },
});
