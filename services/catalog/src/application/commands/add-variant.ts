import type { Clock, Ids, Intent } from '@haat/domain';
import { addVariant } from '../../domain/product/change-product.ts';
import type { Product } from '../../domain/product/product.ts';
import type { ProductRef } from '../ports/products.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import { toVariant, type VariantDraft } from './create-product.ts';

type Deps = { readonly unitOfWork: UnitOfWork; readonly clock: Clock; readonly ids: Ids };

/** Adds a variant, priced in the product's currency. */
export function createAddVariant({ unitOfWork, clock, ids }: Deps) {
  return (ref: ProductRef, draft: VariantDraft, intent: Intent): Promise<Product> => {
    const variantId = ids.next();
    return unitOfWork.run(intent, ({ products }) =>
      products.update(ref, (product) =>
        addVariant(product, toVariant(draft, { variantId, currency: product.currency }), clock.now()),
      ),
    );
  };
}
