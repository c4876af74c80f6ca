import type { Clock, Intent, Money } from '@haat/domain';
import { setVariantPrices } from '../../domain/product/price-in-currencies.ts';
import type { Product } from '../../domain/product/product.ts';
import type { ProductRef } from '../ports/products.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

type Deps = { readonly unitOfWork: UnitOfWork; readonly clock: Clock };

/** Sets what a variant costs in other currencies; whoever buys in one that is not named pays the converted price. */
export function createSetVariantPrices({ unitOfWork, clock }: Deps) {
  return (
    ref: ProductRef,
    { variantId, prices }: { variantId: string; prices: readonly Money[] },
    intent: Intent,
  ): Promise<Product> =>
    unitOfWork.run(intent, ({ products }) =>
      products.update(ref, (product) => setVariantPrices(product, variantId, prices, clock.now())),
    );
}
