import type { Clock, Intent } from '@haat/domain';
import { publishProduct } from '../../domain/product/change-product.ts';
import type { Product } from '../../domain/product/product.ts';
import type { ProductRef } from '../ports/products.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import { sellingStoreOf, type StoreDeps } from './store-of.ts';

/** Puts a product on the market of a store that may sell. */
export function createPublishProduct(deps: StoreDeps & { readonly unitOfWork: UnitOfWork; readonly clock: Clock }) {
  return async (ref: ProductRef, intent: Intent): Promise<Product> => {
    await sellingStoreOf(deps, ref.storeId);
    return deps.unitOfWork.run(intent, ({ products }) =>
      products.update(ref, (product) => publishProduct(product, deps.clock.now())),
    );
  };
}
