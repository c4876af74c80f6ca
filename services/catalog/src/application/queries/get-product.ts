import { type Actor, isAdmin, isMemberOf } from '@haat/domain';
import { ProductNotFound } from '../../domain/product/product.errors.ts';
import type { Product } from '../../domain/product/product.ts';
import type { CatalogReader } from '../ports/catalog-reader.ts';

/** Shows a product; one that is not on the market exists only for its store, admins and other services. */
export function createGetProduct({ reader }: { reader: CatalogReader }) {
  return async (productId: string, actor: Actor): Promise<Product> => {
    const found = await reader.product(productId);
    if (found === null || !(found.onMarket || mayLookInside(actor, found.product)))
      throw new ProductNotFound(productId);
    return found.product;
  };
}

const mayLookInside = (actor: Actor, { storeId }: Product): boolean =>
  actor.kind === 'service' || isAdmin(actor) || isMemberOf(actor, storeId, ['manager', 'staff']);
