import type { Clock, Intent } from '@haat/domain';
import { deleteProduct, restorableUntil } from '../../domain/product/delete-product.ts';
import type { ProductRef } from '../ports/products.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

export type Deletion = { readonly productId: string; readonly deletedAt: Date; readonly restorableUntil: Date };

/** Takes a product off the market and out of all lists; it can be restored for a day. */
export function createDeleteProduct({ unitOfWork, clock }: { unitOfWork: UnitOfWork; clock: Clock }) {
  return (ref: ProductRef, intent: Intent): Promise<Deletion> =>
    unitOfWork.run(intent, async ({ products }) => {
      const deletedAt = clock.now();
      await products.update(ref, (product) => deleteProduct(product, deletedAt));
      return { productId: ref.productId, deletedAt, restorableUntil: restorableUntil(deletedAt) };
    });
}
