import type { Clock, Intent } from '@haat/domain';
import { restoreProduct } from '../../domain/product/delete-product.ts';
import type { Product } from '../../domain/product/product.ts';
import type { ProductRef } from '../ports/products.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

/** Undoes the deletion of a product. */
export function createRestoreProduct({ unitOfWork, clock }: { unitOfWork: UnitOfWork; clock: Clock }) {
  return (ref: ProductRef, intent: Intent): Promise<Product> =>
    unitOfWork.run(intent, ({ products }) =>
      products.update(ref, (product) => restoreProduct(product, clock.now()), { isDeleted: true }),
    );
}
