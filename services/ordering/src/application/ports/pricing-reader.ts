import type { PricingSettings } from '../../domain/index.ts';

type About = {
  readonly now: Date;
  /** Where the goods go; left out, nothing is read of taxes. */
  readonly country?: string | undefined;
  /** A guest is known by it. */
  readonly email?: string | null | undefined;
  /** A coupon that the buyer would like to use. */
  readonly code?: string | undefined;
};

/** What sellers and operators have set, read in one round trip, since a checkout waits for it. */
export interface PricingReader {
  /** For a cart, and for stores that are about to be in it. */
  ofCart(cartId: string, about: About & { readonly alsoStoreIds?: readonly string[] }): Promise<PricingSettings>;
  /** For a cart that is not there yet. */
  ofStores(
    storeIds: readonly string[],
    about: About & { readonly owner: string; readonly currency: string | null },
  ): Promise<PricingSettings>;
}
