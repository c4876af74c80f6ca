import { type Actor, type Clock, DomainError, type Ids, type Intent, type Money } from '@haat/domain';
import {
  type Address,
  assertOpen,
  assertTendersMatch,
  type Cart,
  CartChangedMeanwhile,
  CartNotFound,
  EmailRequired,
  NothingToPay,
  type PricedCheckout,
  priceCart,
  type PricingPolicies,
  type PricingSettings,
  type ReservationPolicy,
  type ShippingChoice,
  shortageInWords,
  type ShortLine,
  sumOfTenders,
  type Tender,
  type Variants,
} from '../../domain/index.ts';
import { type CartView, viewCart } from '../cart-view.ts';
import { type CheckoutView, viewCheckout } from '../checkout-view.ts';
import { assertOwnCart, findOwnCart } from '../own-cart.ts';
import type { CartReader, CartWithStoreNames } from '../ports/cart-reader.ts';
import type { Catalog } from '../ports/catalog.ts';
import type { CheckoutReader } from '../ports/checkout-reader.ts';
import type { PricingReader } from '../ports/pricing-reader.ts';
import type { Inventory, ReservationWish } from '../ports/inventory.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { StoreDirectory } from '../ports/store-directory.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import { orderIdOf, writeCheckout } from './write-checkout.ts';

export type PlaceCheckoutDeps = {
  readonly unitOfWork: UnitOfWork;
  readonly cartReader: CartReader;
  readonly checkoutReader: CheckoutReader;
  readonly catalog: Catalog;
  readonly pricingReader: PricingReader;
  readonly inventory: Inventory;
  readonly storeDirectory: StoreDirectory;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly pricing: PricingPolicies;
  readonly reservation: ReservationPolicy;
};

export type PlaceCheckoutInput = {
  readonly cartId: string;
  readonly shippingAddress: Address;
  readonly shippingChoices?: readonly ShippingChoice[];
  readonly email?: string | undefined;
  readonly tenders: readonly Tender[];
  readonly expectedTotalMinor?: bigint | undefined;
};

export type PlaceCheckoutAnswer =
  | { readonly outcome: 'placed'; readonly checkout: CheckoutView }
  | { readonly outcome: 'price_changed'; readonly cart: CartView; readonly total: Money }
  | { readonly outcome: 'stock_short'; readonly message: string; readonly lines: readonly ShortLine[] };

/** A cart that changes under the buyer's hands is priced anew this often before the buyer is asked to look. */
const MAX_ATTEMPTS = 3;

/**
 * Turns a cart into one order per store: price it again, have the stock promised, then write everything in one
 * transaction. Whatever the number of clicks, tabs and retries, one cart becomes one checkout; all of them get it.
 */
export const placeCheckout =
  (deps: PlaceCheckoutDeps) =>
  async (intent: Intent, input: PlaceCheckoutInput): Promise<PlaceCheckoutAnswer> => {
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      // Taken before the cart is read: of two promises the one that ends later then belongs to the newer cart.
      const now = deps.clock.now();
      const about = { now, country: input.shippingAddress.country, email: knownEmail(intent.actor, input) };
      const [replay, found, settings] = await Promise.all([
        deps.unitOfWork.replayOf<PlaceCheckoutAnswer>(intent),
        deps.cartReader.findWithStoreNames(input.cartId),
        deps.pricingReader.ofCart(input.cartId, about),
      ]);
      if (replay !== null) return replay.result;
      if (found === null) throw new CartNotFound();
      assertOwnCart(found.cart, intent.actor);
      const answer = await placeOnce(deps, { intent, input, now, settings, isAgain: attempt > 1, ...found });
      if (answer !== 'cart_changed') return answer;
    }
    throw new CartChangedMeanwhile();
  };

type Attempt = CartWithStoreNames & {
  readonly intent: Intent;
  readonly input: PlaceCheckoutInput;
  readonly settings: PricingSettings;
  readonly now: Date;
  /** The cart, or what it was counted on, changed since the buyer's call began. */
  readonly isAgain: boolean;
};

async function placeOnce(deps: PlaceCheckoutDeps, attempt: Attempt): Promise<PlaceCheckoutAnswer | 'cart_changed'> {
  const { intent, input, cart, now, settings } = attempt;
  if (cart.status === 'checked_out') return answerOfTwin(deps, intent, cart);
  assertOpen(cart, now);
  const email = emailOf(intent.actor, input);
  const variants = await deps.catalog.describeVariants(cart.lines.map((line) => line.variantId));
  const { shippingAddress: address, shippingChoices: choices } = input;
  const priced = priceCart(cart, {
    variants,
    address,
    policies: deps.pricing,
    settings,
    now,
    ...(choices && { choices }),
  });
  if (priced.total.amountMinor === 0n) throw new NothingToPay();
  if (hasPriceChanged(attempt, priced)) {
    // What an earlier attempt was promised is for a checkout that will not be.
    if (attempt.isAgain) await deps.inventory.release(cart.checkoutId);
    return { outcome: 'price_changed', cart: viewCart(cart, { variants, settings, now }), total: priced.total };
  }
  assertTendersMatch(input.tenders, priced.total);
  const storeNames = await completed(deps, attempt);

  const expiresAt = new Date(now.getTime() + deps.reservation.lifetimeMs);
  const promise = await deps.inventory.reserve(reservationOf(deps.secrets, cart, priced, expiresAt));
  if (promise.outcome === 'stock_short') return shortage(promise.lines, variants);
  if (promise.outcome === 'superseded') return lookAgain(deps, attempt);

  const plan = { intent, cart, priced, storeNames, email, expiresAt, now, ...pick(input) };
  return keepOrRelease(deps, attempt, () => writeCheckout(deps, plan));
}

/**
 * The buyer said another total; or the tenders come to another one because a coupon no longer counts, or something changed
 * during the call. Tenders that never matched are the caller's mistake and refused as such.
 */
function hasPriceChanged({ input, isAgain }: Attempt, { orders, total }: PricedCheckout): boolean {
  const { expectedTotalMinor, tenders } = input;
  if (expectedTotalMinor !== undefined) return expectedTotalMinor !== total.amountMinor;
  const isExcused = isAgain || orders.some(({ coupons }) => coupons.some(({ reason }) => reason !== null));
  return isExcused && sumOfTenders(tenders) !== total.amountMinor;
}

/** Stores that no event has told of yet are asked for; after that they are known. */
async function completed({ storeDirectory }: PlaceCheckoutDeps, { cart, storeNames }: Attempt) {
  const missing = new Set(cart.lines.map((line) => line.storeId)).difference(new Set(storeNames.keys()));
  if (missing.size === 0) return storeNames;
  const asked = await storeDirectory.describe([...missing]);
  return new Map([...storeNames, ...[...asked].map(([storeId, store]) => [storeId, store.name] as const)]);
}

const pick = ({ shippingAddress, tenders }: PlaceCheckoutInput) => ({ shippingAddress, tenders });

/**
 * After a failure it is the cart that tells what happened, since a commit may have succeeded although its answer was
 * lost. The promise of stock is given back only when the cart is open still; a twin that won needs it.
 */
async function keepOrRelease(
  deps: PlaceCheckoutDeps,
  attempt: Attempt,
  write: () => Promise<CheckoutView | null>,
): Promise<PlaceCheckoutAnswer | 'cart_changed'> {
  const { intent, cart } = attempt;
  try {
    const checkout = await write();
    if (checkout !== null) return { outcome: 'placed', checkout };
  } catch (error) {
    const current = await deps.cartReader.find(cart.cartId).catch(() => null);
    if (current?.status === 'checked_out' && !(error instanceof DomainError))
      return answerOfTwin(deps, intent, current);
    // A release that fails is made good by the expiry of the promise; the buyer must see the first error.
    if (current?.status === 'open') await deps.inventory.release(cart.checkoutId).catch(() => {});
    throw error;
  }
  return lookAgain(deps, attempt);
}

/** Somebody was faster: either the cart is a checkout now, or it is to be priced anew. */
async function lookAgain(
  deps: PlaceCheckoutDeps,
  { intent, cart }: Attempt,
): Promise<PlaceCheckoutAnswer | 'cart_changed'> {
  const current = await findOwnCart(deps.cartReader, cart.cartId, intent.actor);
  if (current.status === 'checked_out') return answerOfTwin(deps, intent, current);
  // What is promised belongs to a cart that no longer is; the next attempt replaces it or finds the cart closed.
  if (current.status !== 'open') await deps.inventory.release(cart.checkoutId);
  return 'cart_changed';
}

/** The cart has become a checkout already: this call gets it too, and its key is claimed for it. */
async function answerOfTwin(deps: PlaceCheckoutDeps, intent: Intent, cart: Cart): Promise<PlaceCheckoutAnswer> {
  const placed = await deps.checkoutReader.find(cart.checkoutId);
  if (placed === null) throw new Error(`the cart ${cart.cartId} is checked out but its checkout is missing`);
  const answer: PlaceCheckoutAnswer = { outcome: 'placed', checkout: viewCheckout(placed) };
  return deps.unitOfWork.run(intent, () => Promise.resolve(answer));
}

const knownEmail = (actor: Actor, input: PlaceCheckoutInput): string | null =>
  input.email ?? (actor.kind === 'user' ? actor.email : null);

function emailOf(actor: Actor, input: PlaceCheckoutInput): string {
  const email = knownEmail(actor, input);
  if (email === null) throw new EmailRequired();
  return email;
}

const reservationOf = (secrets: Secrets, cart: Cart, priced: PricedCheckout, expiresAt: Date): ReservationWish => ({
  checkoutId: cart.checkoutId,
  expiresAt,
  orders: priced.orders.map(({ key, lines }) => ({
    orderId: orderIdOf(secrets, cart, key),
    lines: lines.map(({ variant, quantity }) => ({ variantId: variant.variantId, quantity })),
  })),
});

type Short = { readonly variantId: string; readonly requested: number; readonly available: number };

function shortage(lines: readonly Short[], variants: Variants): PlaceCheckoutAnswer {
  const named = lines.map((line) => ({ ...line, title: variants.get(line.variantId)?.title ?? 'A product' }));
  return { outcome: 'stock_short', message: shortageInWords(named), lines: named };
}
