import type { Ids, Intent } from '@haat/domain';
import {
  type Address,
  type Cart,
  type Checkout,
  type Order,
  type PricedCheckout,
  placeOrder,
  type Tender,
} from '../../domain/index.ts';
import { type CheckoutView, summaryOf, viewCheckout } from '../checkout-view.ts';
import { OrderNumberTaken } from '../ports/checkout-repository.ts';
import { PromotionUsedUp } from '../ports/promotions.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

export type WriteCheckoutDeps = { readonly unitOfWork: UnitOfWork; readonly secrets: Secrets; readonly ids: Ids };

export type CheckoutPlan = {
  readonly intent: Intent;
  readonly cart: Cart;
  readonly priced: PricedCheckout;
  readonly storeNames: ReadonlyMap<string, string>;
  readonly shippingAddress: Address;
  readonly tenders: readonly Tender[];
  readonly email: string;
  readonly now: Date;
  readonly expiresAt: Date;
};

/** Numbers are short so that they can be read out; among millions of orders two will meet now and then. */
const MAX_NUMBERS_TRIED = 5;

/** Writes a priced and reserved checkout in one transaction; null when the cart or a promotion is no longer what was priced. */
export async function writeCheckout(deps: WriteCheckoutDeps, plan: CheckoutPlan): Promise<CheckoutView | null> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await writeOnce(deps, plan);
    } catch (error) {
      if (error instanceof CartWasTaken || error instanceof PromotionUsedUp) return null;
      if (!(error instanceof OrderNumberTaken) || attempt >= MAX_NUMBERS_TRIED) throw error;
    }
  }
}

/** Leaves the transaction, so that the claim of the idempotency key is undone with it. */
class CartWasTaken extends Error {
  override readonly name = 'CartWasTaken';
}

async function writeOnce(deps: WriteCheckoutDeps, plan: CheckoutPlan): Promise<CheckoutView> {
  const { intent, cart, tenders } = plan;
  const checkout = checkoutOf(plan);
  const orders = ordersOf(deps, plan, checkout);
  const answer = await deps.unitOfWork.run(intent, async ({ checkouts }) => {
    const placed = await checkouts.place(intent.actor, { checkout, cart, orders, tenders });
    if (placed === null) throw new CartWasTaken();
    return { outcome: 'placed' as const, checkout: viewOf(checkout, placed) };
  });
  return answer.checkout;
}

const viewOf = (checkout: Checkout, orders: readonly Order[]): CheckoutView =>
  viewCheckout({ checkout, orders: orders.map(summaryOf) });

const checkoutOf = ({ cart, priced, email, now, expiresAt }: CheckoutPlan): Checkout => ({
  checkoutId: cart.checkoutId,
  cartId: cart.cartId,
  owner: cart.owner,
  email,
  total: priced.total,
  placedAt: now,
  expiresAt,
});

function ordersOf(deps: WriteCheckoutDeps, plan: CheckoutPlan, checkout: Checkout) {
  const { cart, priced, storeNames, shippingAddress } = plan;
  return priced.orders.map((order) =>
    placeOrder(
      order,
      {
        orderId: orderIdOf(deps.secrets, cart, order.key),
        orderNumber: deps.secrets.orderNumber(),
        storeName: storeNames.get(order.storeId) ?? order.storeId,
        lineIds: order.lines.map(() => deps.ids.next()),
      },
      { checkoutId: checkout.checkoutId, owner: checkout.owner, email: checkout.email, shippingAddress },
    ),
  );
}

/**
 * Twins that priced the same cart name the same orders, so that their promises of stock are one; a promise for an
 * older version of the cart names others and can never be taken for that of the orders that were placed.
 */
export const orderIdOf = (secrets: Secrets, cart: Cart, groupKey: string): string =>
  secrets.orderIdOf(cart.checkoutId, `${groupKey}@${cart.version}`);
