import type { Clock, Intent } from '@haat/domain';
import { archiveProduct } from '../../domain/product/change-product.ts';
import type { Product } from '../../domain/product/product.ts';
import type { ProductRef } from '../ports/products.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

/** Takes a product off the market. */
export function createArchiveProduct({ unitOfWork, clock }: { unitOfWork: UnitOfWork; clock: Clock }) {
  return (ref: ProductRef, intent: Intent): Promise<Product> =>
    unitOfWork.run(intent, ({ products }) => products.update(ref, (product) => archiveProduct(product, clock.now())));
}
