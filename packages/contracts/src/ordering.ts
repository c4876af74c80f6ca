import { z } from 'zod';
import { orderingPrivacyProcedures } from './ordering-privacy.ts';
import { defineContract, mutation, query, storeMember } from './contract.ts';
import {
  address,
  currency,
  email,
  file,
  id,
  instant,
  LIMITS,
  money,
  opaque,
  pageInput,
  pageOf,
  positiveAmountMinor,
  quantity,
  text,
} from './shared.ts';
import { pricingProcedures } from './ordering-pricing.ts';
import { cartCoupon, explanation, shippingChoices, shippingMethod } from './ordering-pricing-schemas.ts';
import {
  orderStatus,
  tender,
  cart,
  order,
  orderSummary,
  checkout,
  activity,
  returnRequest,
} from './ordering-schemas.ts';

const cartErrors = ['ordering.cart_not_found', 'ordering.cart_closed', 'ordering.cart_expired'] as const;
const orderErrors = ['ordering.order_not_found', 'ordering.wrong_status', 'ordering.not_allowed'] as const;
const pricingErrors = [
  'ordering.not_sellable',
  'ordering.currency_mismatch',
  'ordering.no_exchange_rate',
  'ordering.amount_too_large',
  'ordering.not_shippable',
  'ordering.shipping_method_not_found',
] as const;
const orderRef = { orderId: id() };

const storeQuote = () =>
  z.object({
    storeId: id(),
    /** After discounts. */
    items: money(),
    discount: money(),
    shipping: money(),
    tax: money(),
    total: money(),
    lines: z.array(
      z.object({
        variantId: id(),
        quantity: z.int(),
        unitPrice: money(),
        itemsTotal: money(),
        discount: money(),
        shipping: money(),
        tax: money(),
        explanations: z.array(explanation()),
      }),
    ),
    /** What the store offers for this address, cheapest first; empty where it has no zones and the usual charges count. */
    shippingMethods: z.array(shippingMethod()),
    chosenMethodId: id().nullable(),
    coupons: z.array(cartCoupon()),
  });

/** Carts, checkouts over several stores, and one event-sourced order per store. */
export const orderingContract = defineContract('ordering', {
  ...pricingProcedures,
  ...orderingPrivacyProcedures,
  createCart: mutation({
    summary: 'Open a cart; without a sign-in, the answer holds the guest token that opens it again',
    access: 'public',
    input: z.object({
      lines: z
        .array(z.object({ variantId: id(), quantity: quantity() }))
        .max(LIMITS.cartLines)
        .default([]),
      /** What the buyer pays in; left out, the currency of the first line's store. */
      currency: currency().optional(),
    }),
    output: z.object({ cart: cart(), guestToken: z.string().nullable() }),
    errors: [
      'ordering.variant_not_found',
      'ordering.not_sellable',
      'ordering.currency_mismatch',
      'ordering.no_exchange_rate',
      'ordering.too_many_units',
    ],
    rest: { method: 'POST', path: '/v1/carts', status: 201 },
  }),
  getCart: query({
    summary: 'Show my cart at current prices, with a warning on each line whose price has changed',
    access: 'guest',
    input: z.object({ cartId: id() }),
    output: cart(),
    errors: [...cartErrors],
    rest: { method: 'GET', path: '/v1/carts/{cartId}' },
  }),
  setCartLine: mutation({
    summary: 'Put a variant into the cart or change its quantity; zero takes it out',
    access: 'guest',
    input: z.object({ cartId: id(), variantId: id(), quantity: z.int().min(0).max(LIMITS.lineQuantity) }),
    output: cart(),
    errors: [
      ...cartErrors,
      'ordering.variant_not_found',
      'ordering.not_sellable',
      'ordering.currency_mismatch',
      'ordering.no_exchange_rate',
      'ordering.too_many_lines',
    ],
    rest: { method: 'PUT', path: '/v1/carts/{cartId}/lines/{variantId}' },
  }),
  mergeCart: mutation({
    summary: "After signing in, move a guest's cart into mine; quantities of the same variant add up",
    access: 'user',
    input: z.object({ guestToken: opaque(200, 16), guestCartId: id(), intoCartId: id().optional() }),
    output: cart(),
    errors: [...cartErrors, 'ordering.currency_mismatch', 'ordering.too_many_lines', 'ordering.too_many_units'],
    rest: { method: 'POST', path: '/v1/carts/merge' },
  }),
  quoteCheckout: query({
    summary: 'Show what a checkout would cost: items, discounts, shipping and tax per store, each amount with its rule',
    access: 'guest',
    input: z.object({ cartId: id(), shippingAddress: address(), shippingChoices: shippingChoices() }),
    output: z.object({
      stores: z.array(storeQuote()),
      total: money(),
    }),
    errors: [...cartErrors, ...pricingErrors, 'ordering.cart_empty'],
    rest: { method: 'POST', path: '/v1/checkouts/quote' },
  }),
  placeCheckout: mutation({
    summary: 'Turn a cart into one order per store and start its payment',
    access: 'guest',
    idempotency: 'required',
    input: z.object({
      cartId: id(),
      shippingAddress: address(),
      shippingChoices: shippingChoices(),
      /** Where order mails go; left out, a member's own address. Guests must give it. */
      email: email().optional(),
      tenders: z.array(tender()).min(1).max(LIMITS.tenders),
      /** The total the buyer saw; another total is answered with `price_changed` and nothing happens. */
      expectedTotalMinor: positiveAmountMinor().optional(),
    }),
    output: z.discriminatedUnion('outcome', [
      z.object({ outcome: z.literal('placed'), checkout: checkout() }),
      z.object({ outcome: z.literal('price_changed'), cart: cart(), total: money() }),
      z.object({
        outcome: z.literal('stock_short'),
        message: z.string(),
        lines: z.array(z.object({ variantId: id(), title: z.string(), requested: z.int(), available: z.int() })),
      }),
    ]),
    errors: [
      ...cartErrors,
      ...pricingErrors,
      'ordering.cart_empty',
      'ordering.nothing_to_pay',
      'ordering.email_required',
      'ordering.tenders_do_not_match',
      'ordering.cart_changed',
    ],
    rest: { method: 'POST', path: '/v1/checkouts', status: 201 },
  }),
  getCheckout: query({
    summary: 'Show a checkout with its orders',
    access: 'guest',
    input: z.object({ checkoutId: id() }),
    output: checkout(),
    errors: ['ordering.checkout_not_found'],
    rest: { method: 'GET', path: '/v1/checkouts/{checkoutId}' },
  }),
  getOrder: query({
    summary: 'Show an order, now or as it stood at a past moment',
    access: 'party',
    input: z.object({ ...orderRef, asOf: instant().optional() }),
    output: order(),
    errors: ['ordering.order_not_found'],
    rest: { method: 'GET', path: '/v1/orders/{orderId}' },
  }),
  listMyOrders: query({
    summary: 'List my orders, newest first',
    access: 'guest',
    input: z.object({ ...pageInput, status: orderStatus().optional() }),
    output: pageOf(orderSummary()),
    errors: ['ordering.cursor_invalid'],
    rest: { method: 'GET', path: '/v1/orders' },
  }),
  listStoreOrders: query({
    summary: "List a store's orders, newest first",
    access: storeMember('manager', 'staff'),
    input: z.object({ ...pageInput, storeId: id(), status: orderStatus().optional() }),
    output: pageOf(orderSummary()),
    errors: ['ordering.cursor_invalid'],
    rest: { method: 'GET', path: '/v1/stores/{storeId}/orders' },
  }),
  getTimeline: query({
    summary: 'Tell what happened to an order, when, and by whom',
    access: 'party',
    input: z.object(orderRef),
    output: z.object({ items: z.array(activity()) }),
    errors: ['ordering.order_not_found'],
    rest: { method: 'GET', path: '/v1/orders/{orderId}/timeline' },
  }),
  getInvoice: query({
    summary: "Get an order's invoice as PDF",
    access: 'party',
    input: z.object(orderRef),
    output: file(),
    errors: ['ordering.order_not_found', 'ordering.no_invoice'],
    rest: { method: 'GET', path: '/v1/orders/{orderId}/invoice', produces: 'application/pdf' },
  }),
  issueInvoice: mutation({
    summary: 'Give an order its invoice number; asking again answers with the same number',
    access: 'party',
    input: z.object(orderRef),
    output: order(),
    errors: [...orderErrors],
    rest: { method: 'POST', path: '/v1/orders/{orderId}/invoice' },
  }),
  startProcessing: mutation({
    summary: 'Say that the store has begun to pack a confirmed order',
    access: 'party',
    input: z.object(orderRef),
    output: order(),
    errors: [...orderErrors],
    rest: { method: 'POST', path: '/v1/orders/{orderId}/process' },
  }),
  shipOrder: mutation({
    summary: 'Say that an order was handed to a carrier',
    access: 'party',
    input: z.object({ ...orderRef, carrier: text(80), trackingNumber: text(80) }),
    output: order(),
    errors: [...orderErrors],
    rest: { method: 'POST', path: '/v1/orders/{orderId}/ship' },
  }),
  confirmDelivery: mutation({
    summary: 'Confirm that an order arrived; this releases the money to the store',
    access: 'party',
    input: z.object(orderRef),
    output: order(),
    errors: [...orderErrors],
    rest: { method: 'POST', path: '/v1/orders/{orderId}/deliver' },
  }),
  cancelOrder: mutation({
    summary: 'Cancel an order that has not been shipped; what was paid is given back',
    access: 'party',
    input: z.object({
      ...orderRef,
      reason: z.enum(['buyer_request', 'seller_request', 'unavailable']).optional(),
      note: text(500, 0).default(''),
    }),
    output: order(),
    errors: [...orderErrors],
    rest: { method: 'POST', path: '/v1/orders/{orderId}/cancel' },
  }),
  requestReturn: mutation({
    summary: 'Ask to give back lines of a shipped or delivered order',
    access: 'party',
    input: z.object({
      ...orderRef,
      lines: z
        .array(z.object({ orderLineId: id(), quantity: quantity() }))
        .min(1)
        .max(LIMITS.cartLines),
      reason: text(500),
    }),
    output: returnRequest(),
    errors: [...orderErrors, 'ordering.line_not_found', 'ordering.too_many_units', 'ordering.too_many_returns'],
    rest: { method: 'POST', path: '/v1/orders/{orderId}/returns', status: 201 },
  }),
  listReturns: query({
    summary: "List an order's returns",
    access: 'party',
    input: z.object(orderRef),
    output: z.object({ items: z.array(returnRequest()) }),
    errors: ['ordering.order_not_found'],
    rest: { method: 'GET', path: '/v1/orders/{orderId}/returns' },
  }),
  decideReturn: mutation({
    summary: 'Accept a return, which refunds its lines and puts them back on the shelf, or decline it',
    access: 'party',
    input: z.object({ ...orderRef, returnId: id(), accept: z.boolean() }),
    output: returnRequest(),
    errors: [...orderErrors, 'ordering.return_not_found', 'ordering.return_decided'],
    rest: { method: 'POST', path: '/v1/orders/{orderId}/returns/{returnId}/decision' },
  }),
  describeOrder: query({
    summary: 'Give what payments and catalog need of an order',
    access: 'internal',
    input: z.object(orderRef),
    output: z.object({ order: order().nullable(), owner: z.string().nullable() }),
  }),
});
