import { type Money, multiply, sum, zero } from '@haat/domain';
import {
  type Cart,
  type CartStatus,
  currencyOf,
  type ExplainedLine,
  isExpired,
  type Variants,
} from '../domain/index.ts';

export type CartLineView = {
  readonly variantId: string;
  readonly productId: string;
  readonly storeId: string;
  readonly sku: string;
  readonly title: string;
  readonly options: Readonly<Record<string, string>>;
  readonly quantity: number;
  readonly unitPrice: Money;
  readonly previousUnitPrice: Money | null;
  readonly sellable: boolean;
};

export type CartView = {
  readonly cartId: string;
  readonly currency: string | null;
  readonly status: CartStatus;
  readonly lines: readonly CartLineView[];
  readonly itemsTotal: Money | null;
  readonly discount: Money | null;
  readonly expiresAt: Date;
};

/** What a line costs while nobody knows where it goes. */
export const costsOf = ({ unitPrice, quantity }: CartLineView): ExplainedLine => ({
  itemsTotal: multiply(unitPrice, quantity),
  shipping: zero(unitPrice.currency),
  tax: zero(unitPrice.currency),
});

/** A cart at today's prices. What left the market stays visible under its old name, so that the buyer can take it out. */
export function viewCart(cart: Cart, variants: Variants, now: Date): CartView {
  const lines = cart.lines.map((line): CartLineView => {
    const variant = variants.get(line.variantId);
    const { quantity: _quantity, unitPrice, ...remembered } = line;
    if (variant === undefined) {
      return {
        ...remembered,
        options: {},
        quantity: line.quantity,
        unitPrice,
        previousUnitPrice: null,
        sellable: false,
      };
    }
    const hasChanged =
      variant.price.amountMinor !== unitPrice.amountMinor || variant.price.currency !== unitPrice.currency;
    return {
      ...remembered,
      title: variant.title,
      options: variant.options,
      quantity: line.quantity,
      unitPrice: variant.price,
      previousUnitPrice: hasChanged ? unitPrice : null,
      sellable: variant.sellable,
    };
  });
  return {
    cartId: cart.cartId,
    currency: currencyOf(cart),
    status: isExpired(cart, now) ? 'expired' : cart.status,
    lines,
    itemsTotal: totalOf(lines),
    discount: totalOf(lines) && zero(lines[0]!.unitPrice.currency),
    expiresAt: cart.expiresAt,
  };
}

/** Null when the lines have no common currency any more; a checkout of such a cart is refused with a reason. */
function totalOf(lines: readonly CartLineView[]): Money | null {
  const [first] = lines;
  if (first === undefined) return null;
  const { currency } = first.unitPrice;
  if (lines.some((line) => line.unitPrice.currency !== currency)) return null;
  return sum(
    lines.map((line) => multiply(line.unitPrice, line.quantity)),
    currency,
  );
}
