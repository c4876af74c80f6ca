import type { catalogContract } from '@haat/contracts';
import { money } from '@haat/domain';
import type { Handlers } from '@haat/service-kit';
import type { Application } from '../../application/application.ts';
import { productToWire } from './to-wire.ts';

/** Prices in several currencies over the wire. */
export const createPriceHandlers = (app: Application): Pick<Handlers<typeof catalogContract>, 'setVariantPrices'> => ({
  async setVariantPrices({ input: { storeId, productId, variantId, prices }, intent }) {
    const amounts = prices.map(({ amountMinor, currency }) => money(BigInt(amountMinor), currency));
    return productToWire(await app.setVariantPrices({ storeId, productId }, { variantId, prices: amounts }, intent));
  },
});
