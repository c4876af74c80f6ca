import { type Clock, type Ids, type Intent, money } from '@haat/domain';
import { createProduct, type NewProduct } from '../../domain/product/create-product.ts';
import type { Product } from '../../domain/product/product.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import { sellingStoreOf, type StoreDeps, storeOf } from './store-of.ts';

/** A variant as a seller states it; amounts are in the store's currency. */
export type VariantDraft = {
  readonly sku: string;
  readonly options: Readonly<Record<string, string>>;
  readonly priceMinor: bigint;
  readonly shippingMinor: bigint | null;
  readonly weightGrams: number;
};

export type CreateProduct = Omit<NewProduct, 'productId' | 'currency' | 'variants'> & {
  readonly variants: readonly VariantDraft[];
};

type Deps = StoreDeps & { readonly unitOfWork: UnitOfWork; readonly clock: Clock; readonly ids: Ids };

/** Creates a product. A draft may be prepared by any store; what goes on the market needs one that may sell. */
export function createCreateProduct(deps: Deps) {
  return async (command: CreateProduct, intent: Intent): Promise<Product> => {
    const find = command.status === 'active' ? sellingStoreOf : storeOf;
    const { storeId, currency } = await find(deps, command.storeId);
    const facts: NewProduct = {
      ...command,
      storeId,
      productId: deps.ids.next(),
      currency,
      variants: command.variants.map((draft) => toVariant(draft, { variantId: deps.ids.next(), currency })),
    };
    const product = createProduct(facts, deps.clock.now());
    return deps.unitOfWork.run(intent, async ({ products }) => {
      await products.insert(product);
      return product;
    });
  };
}

export function toVariant(draft: VariantDraft, { variantId, currency }: { variantId: string; currency: string }) {
  const { sku, options, priceMinor, shippingMinor, weightGrams } = draft;
  const shipping = shippingMinor === null ? null : money(shippingMinor, currency);
  return { variantId, sku, options, price: money(priceMinor, currency), shipping, weightGrams };
}
