import { type Actor, type Clock, type Ids, type Intent, principalOf } from '@haat/domain';
import {
  addLines,
  type CartLifetimePolicy,
  NO_SETTINGS,
  openCart,
  type PricingSettings,
  type Variants,
} from '../../domain/index.ts';
import { type CartView, viewCart } from '../cart-view.ts';
import type { Catalog } from '../ports/catalog.ts';
import type { PricingReader } from '../ports/pricing-reader.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

type Deps = {
  readonly unitOfWork: UnitOfWork;
  readonly catalog: Catalog;
  readonly pricingReader: PricingReader;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly cartLifetime: CartLifetimePolicy;
};

type Input = {
  readonly lines: readonly { readonly variantId: string; readonly quantity: number }[];
  readonly currency?: string | undefined;
};
export type CreatedCart = { readonly cart: CartView; readonly guestToken: string | null };

/** Opens a cart. Who is nobody yet becomes a guest and gets the token that opens the cart again. */
export const createCart =
  (deps: Deps) =>
  async (intent: Intent, { lines, currency: chosen }: Input): Promise<CreatedCart> => {
    const variantIds = [...new Set(lines.map((line) => line.variantId))];
    const variants: Variants = variantIds.length === 0 ? new Map() : await deps.catalog.describeVariants(variantIds);
    const currency = chosen ?? null;
    const { owner, guestToken } = ownerOf(deps.secrets, intent.actor);
    const now = deps.clock.now();
    const moment = { now, policy: deps.cartLifetime };
    const settings = await settingsFor(deps, { variants, owner, currency, now });
    const empty = openCart({ cartId: deps.ids.next(), checkoutId: deps.ids.next(), owner, currency }, moment);
    const cart = addLines(empty, lines, { ...moment, variants, rates: settings.rates });
    return deps.unitOfWork.run(claimable(intent), async ({ carts }) => {
      await carts.add(cart);
      return { cart: viewCart(cart, { variants, settings, now }), guestToken };
    });
  };

type About = { variants: Variants; owner: string; currency: string | null; now: Date };

/** An empty cart has nothing to be priced, and most carts are opened empty. */
function settingsFor({ pricingReader }: Deps, { variants, ...about }: About): Promise<PricingSettings> {
  const storeIds = [...new Set([...variants.values()].map(({ storeId }) => storeId))];
  return storeIds.length === 0 ? Promise.resolve(NO_SETTINGS) : pricingReader.ofStores(storeIds, about);
}

function ownerOf(secrets: Secrets, actor: Actor): { owner: string; guestToken: string | null } {
  if (actor.kind !== 'anonymous') return { owner: principalOf(actor), guestToken: null };
  const guestToken = secrets.guestToken();
  return { owner: `guest:${secrets.guestIdOf(guestToken)}`, guestToken };
}

/**
 * All who are nobody share one principal: a key claimed by one would give another the first one's guest token. An
 * empty cart too many harms nobody, so that their keys are not claimed.
 */
const claimable = (intent: Intent): Intent =>
  intent.actor.kind === 'anonymous' ? { ...intent, idempotency: null } : intent;
