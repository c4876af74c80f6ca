import { z } from 'zod';

import { cartCoupon, explanation } from './ordering-pricing-schemas.ts';
import { address, currency, id, instant, money, opaque, positiveAmountMinor } from './shared.ts';

export const orderStatus = () =>
  z.enum(['placed', 'paid', 'confirmed', 'processing', 'shipped', 'delivered', 'cancelled', 'returned']);

export const cancelReason = () =>
  z.enum([
    'buyer_request',
    'seller_request',
    'unavailable',
    'payment_failed',
    'payment_timed_out',
    'stock_short',
    'expired',
  ]);

export const tenderMethod = () => z.enum(['card', 'debit_card', 'bank_slip', 'voucher']);

/** One payment towards a checkout. `token` names the payment method at the provider; a voucher is named by its code. */
export const tender = () =>
  z.discriminatedUnion('method', [
    z.object({
      method: z.enum(['card', 'debit_card', 'bank_slip']),
      amountMinor: positiveAmountMinor(),
      token: opaque(200),
      installments: z.int().min(1).max(36).default(1),
    }),
    z.object({ method: z.literal('voucher'), amountMinor: positiveAmountMinor(), code: opaque(60, 4) }),
  ]);

export type TenderWire = z.output<ReturnType<typeof tender>>;

export const cartLine = () =>
  z.object({
    variantId: id(),
    productId: id(),
    storeId: id(),
    sku: z.string(),
    title: z.string(),
    options: z.record(z.string(), z.string()),
    quantity: z.int(),
    unitPrice: money(),
    /** What promotions and coupons take off this line as the cart is now. */
    discount: money(),
    explanations: z.array(explanation()),
    /** Set when the price has changed since the line was put in; the buyer sees both. */
    previousUnitPrice: money().nullable(),
    /** False when the product has left the market; such a line must go before checkout. */
    sellable: z.boolean(),
  });

export const cart = () =>
  z.object({
    cartId: id(),
    currency: currency().nullable(),
    status: z.enum(['open', 'checked_out', 'merged', 'expired']),
    lines: z.array(cartLine()),
    /** After discounts. Null when the lines have no common currency any more. */
    itemsTotal: money().nullable(),
    discount: money().nullable(),
    coupons: z.array(cartCoupon()),
    expiresAt: instant(),
  });

export const orderLine = () =>
  z.object({
    orderLineId: id(),
    variantId: id(),
    productId: id(),
    sku: z.string(),
    title: z.string(),
    options: z.record(z.string(), z.string()),
    quantity: z.int(),
    unitPrice: money(),
    /** What the units cost after discounts: their price less `discount`. */
    itemsTotal: money(),
    discount: money(),
    shipping: money(),
    tax: money(),
    /** Each amount of the line with its rule; part by part they add up to the amounts above. */
    explanations: z.array(explanation()),
    /** Units given back so far. */
    returnedQuantity: z.int(),
  });

export const order = () =>
  z.object({
    orderId: id(),
    /** Readable public number, e.g. `H-7F3K2M9Q`. */
    orderNumber: z.string(),
    checkoutId: id(),
    storeId: id(),
    storeName: z.string(),
    status: orderStatus(),
    version: z.int(),
    lines: z.array(orderLine()),
    /** `items` are after discounts; `discount` is what was taken off them. */
    totals: z.object({ items: money(), discount: money(), shipping: money(), tax: money(), total: money() }),
    /** How the buyer chose to have it shipped; null by the usual charges. */
    shippingMethod: z.object({ methodId: id(), name: z.string() }).nullable(),
    shippingAddress: address(),
    email: z.string(),
    shipment: z
      .object({
        carrier: z.string(),
        trackingNumber: z.string(),
        shippedAt: instant(),
        deliveredAt: instant().nullable(),
      })
      .nullable(),
    cancelReason: cancelReason().nullable(),
    invoiceNumber: z.string().nullable(),
    placedAt: instant(),
    updatedAt: instant(),
  });

export const orderSummary = () =>
  order()
    .pick({
      orderId: true,
      orderNumber: true,
      checkoutId: true,
      storeId: true,
      storeName: true,
      status: true,
      placedAt: true,
      updatedAt: true,
    })
    .extend({ total: money() });

export const checkout = () =>
  z.object({
    checkoutId: id(),
    cartId: id(),
    status: z.enum(['placed', 'paid', 'cancelled']),
    total: money(),
    orders: z.array(orderSummary()),
    placedAt: instant(),
  });

export const activity = () =>
  z.object({ version: z.int(), type: z.string(), at: instant(), actor: z.string(), text: z.string() });

export const returnRequest = () =>
  z.object({
    returnId: id(),
    orderId: id(),
    status: z.enum(['requested', 'accepted', 'declined']),
    reason: z.string(),
    lines: z.array(z.object({ orderLineId: id(), quantity: z.int() })),
    requestedAt: instant(),
    decidedAt: instant().nullable(),
  });
