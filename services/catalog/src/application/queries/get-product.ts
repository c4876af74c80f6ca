import { type Actor, isAdmin, isMemberOf } from '@haat/domain';
import { ProductNotFound } from '../../domain/product/product.errors.ts';
import type { Product } from '../../domain/product/product.ts';
import type { CatalogReader, ShownProduct } from '../ports/catalog-reader.ts';

/** Shows a product; one that is not on the market exists only for its store, admins and other services. */
export function createGetProduct({ reader }: { reader: CatalogReader }) {
  return async (productId: string, actor: Actor): Promise<Product> => {
    const found = await reader.product(productId);
    if (found === null || !isShownTo(actor, found)) throw new ProductNotFound(productId);
    return found.product;
  };
}

/** Shows many products by the same rule; what is unknown or hidden is left out, so that nobody learns which it was. */
export function createGetProducts({ reader }: { reader: CatalogReader }) {
  return async (productIds: readonly string[], actor: Actor): Promise<readonly Product[]> => {
    const found = await reader.products(productIds);
    return found.filter((shown) => isShownTo(actor, shown)).map(({ product }) => product);
  };
}

const isShownTo = (actor: Actor, { product, onMarket }: ShownProduct): boolean =>
  onMarket || mayLookInside(actor, product);

const mayLookInside = (actor: Actor, { storeId }: Product): boolean =>
  actor.kind === 'service' || isAdmin(actor) || isMemberOf(actor, storeId, ['manager', 'staff']);
