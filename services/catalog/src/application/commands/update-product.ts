import type { Clock, Intent } from '@haat/domain';
import { type Description, describeProduct } from '../../domain/product/change-product.ts';
import type { Product } from '../../domain/product/product.ts';
import type { ProductRef } from '../ports/products.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

/** Changes what a product says of itself. */
export function createUpdateProduct({ unitOfWork, clock }: { unitOfWork: UnitOfWork; clock: Clock }) {
  return (ref: ProductRef, description: Description, intent: Intent): Promise<Product> =>
    unitOfWork.run(intent, ({ products }) =>
      products.update(ref, (product) => describeProduct(product, description, clock.now())),
    );
}
