import { type Clock, type Intent, money } from '@haat/domain';
import { changeVariant, type Offer } from '../../domain/product/change-product.ts';
import type { Product } from '../../domain/product/product.ts';
import type { ProductRef } from '../ports/products.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

/** What is left out stays; shipping null gives the charge back to the store's policy. */
export type UpdateVariant = {
  readonly variantId: string;
  readonly priceMinor?: bigint | undefined;
  readonly shippingMinor?: bigint | null | undefined;
  readonly weightGrams?: number | undefined;
};

/** Changes a variant's price, shipping charge or weight. */
export function createUpdateVariant({ unitOfWork, clock }: { unitOfWork: UnitOfWork; clock: Clock }) {
  return (ref: ProductRef, change: UpdateVariant, intent: Intent): Promise<Product> =>
    unitOfWork.run(intent, ({ products }) =>
      products.update(ref, (product) =>
        changeVariant(product, change.variantId, toOffer(change, product.currency), clock.now()),
      ),
    );
}

function toOffer({ priceMinor, shippingMinor, weightGrams }: UpdateVariant, currency: string): Offer {
  return {
    ...(priceMinor === undefined ? {} : { price: money(priceMinor, currency) }),
    ...(shippingMinor === undefined
      ? {}
      : { shipping: shippingMinor === null ? null : money(shippingMinor, currency) }),
    ...(weightGrams === undefined ? {} : { weightGrams }),
  };
}
