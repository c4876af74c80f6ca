import type { Clock, Intent } from '@haat/domain';
import { type CartLifetimePolicy, removeLine, setLine, VariantNotFound } from '../../domain/index.ts';
import { type CartView, viewCart } from '../cart-view.ts';
import { assertOwnCart } from '../own-cart.ts';
import type { Catalog } from '../ports/catalog.ts';
import type { PricingReader } from '../ports/pricing-reader.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

type Deps = {
  readonly unitOfWork: UnitOfWork;
  readonly catalog: Catalog;
  readonly pricingReader: PricingReader;
  readonly clock: Clock;
  readonly cartLifetime: CartLifetimePolicy;
};

type Input = { readonly cartId: string; readonly variantId: string; readonly quantity: number };

/** Puts a variant into the cart, changes its quantity, or takes it out with zero; also what left the market. */
export const setCartLine =
  (deps: Deps) =>
  async (intent: Intent, { cartId, variantId, quantity }: Input): Promise<CartView> => {
    const described = quantity === 0 ? undefined : (await deps.catalog.describeVariants([variantId])).get(variantId);
    const moment = { now: deps.clock.now(), policy: deps.cartLifetime };
    const alsoStoreIds = described === undefined ? [] : [described.storeId];
    const settings = await deps.pricingReader.ofCart(cartId, { now: moment.now, alsoStoreIds });
    const cart = await deps.unitOfWork.run(intent, ({ carts }) =>
      carts.update(cartId, (current) => {
        assertOwnCart(current, intent.actor);
        if (quantity === 0) return removeLine(current, variantId, moment);
        if (described === undefined) throw new VariantNotFound('variantId');
        return setLine(
          current,
          { variant: described, quantity, field: 'variantId' },
          { ...moment, rates: settings.rates },
        );
      }),
    );
    const variants = await deps.catalog.describeVariants(cart.lines.map((line) => line.variantId));
    return viewCart(cart, { variants, settings, now: moment.now });
  };
