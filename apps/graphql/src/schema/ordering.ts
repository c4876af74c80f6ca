import type { Output } from '../upstream/upstream.ts';
import { builder } from './builder.ts';
import { connectionField } from './from-contracts/connection.ts';
import { lookupField } from './from-contracts/lookup.ts';
import { output, type Ref } from './from-contracts/outputs.ts';
import { schemaAt } from './from-contracts/procedures.ts';
import { Escrow, Payment } from './payments.ts';
import { Product } from './catalog.ts';
import { File } from './file.ts';
import { Store } from './stores.ts';

type OrderSource = Output<'ordering', 'getOrder'>;
type SummarySource = Output<'ordering', 'listMyOrders'>['items'][number];
type CheckoutSource = Output<'ordering', 'getCheckout'>;
type LineSource = OrderSource['lines'][number];
type CartLineSource = Output<'ordering', 'getCart'>['lines'][number];

const orderOf = { orderId: ({ orderId }: { orderId: string }) => orderId };
const items = ({ items: all }: { items: unknown[] }) => all;

output<object>('Explanation', schemaAt('ordering', 'getOrder', 'lines', '[]', 'explanations', '[]'));
output<object>(
  'EstimatedDays',
  schemaAt('ordering', 'quoteCheckout', 'stores', '[]', 'shippingMethods', '[]', 'estimatedDays'),
);

output<CartLineSource>('CartLine', schemaAt('ordering', 'getCart', 'lines', '[]'), {
  more: (t) => ({
    product: t.field({
      type: Product,
      description: 'What it is, while it is on the market.',
      resolve: ({ productId }, _args, { loaders }) => loaders.product.load(productId),
    }),
    store: t.field({
      type: Store,
      description: 'Who sells it.',
      resolve: ({ storeId }, _args, { loaders }) => loaders.store.load(storeId),
    }),
    availability: t.field({
      type: 'Int',
      description: 'How many units can be bought now.',
      resolve: async ({ variantId }, _args, { loaders }) =>
        (await loaders.availability.load(variantId))?.available ?? 0,
    }),
  }),
});

export const Cart = output<Output<'ordering', 'getCart'>>('Cart', schemaAt('ordering', 'getCart'));

output<LineSource>('OrderLine', schemaAt('ordering', 'getOrder', 'lines', '[]'), {
  more: (t) => ({
    product: t.field({
      type: Product,
      description: 'What it is, while it is on the market.',
      resolve: ({ productId }, _args, { loaders }) => loaders.product.load(productId),
    }),
  }),
});

export const Activity = output<Output<'ordering', 'getTimeline'>['items'][number]>(
  'Activity',
  schemaAt('ordering', 'getTimeline', 'items', '[]'),
);

export const Return = output<Output<'ordering', 'requestReturn'>>('Return', schemaAt('ordering', 'requestReturn'));

export const Order: Ref<OrderSource> = output<OrderSource>('Order', schemaAt('ordering', 'getOrder'), {
  within: { totals: 'OrderTotals', shippingAddress: 'Address', shipment: 'Shipment' },
  node: {
    id: ({ orderId }) => orderId,
    load: (orderId, { upstream }) => upstream.asCaller('ordering', 'getOrder', { orderId }),
  },
  more: (t) => ({
    store: t.field({
      type: Store,
      description: 'The store that fulfils it.',
      resolve: ({ storeId }, _args, { loaders }) => loaders.store.load(storeId),
    }),
    timeline: lookupField(t, {
      context: 'ordering',
      procedure: 'getTimeline',
      type: [Activity],
      from: orderOf,
      pick: items,
    }),
    returns: lookupField(t, {
      context: 'ordering',
      procedure: 'listReturns',
      type: [Return],
      from: orderOf,
      pick: items,
    }),
    escrow: lookupField(t, { context: 'payments', procedure: 'getEscrow', type: Escrow, from: orderOf }),
    payment: lookupField(t, {
      context: 'payments',
      procedure: 'getPayment',
      type: Payment,
      from: { checkoutId: ({ checkoutId }: OrderSource) => checkoutId },
    }),
    invoice: lookupField(t, { context: 'ordering', procedure: 'getInvoice', type: File, from: orderOf }),
  }),
});

export const OrderSummary: Ref<SummarySource> = output<SummarySource>(
  'OrderSummary',
  schemaAt('ordering', 'listMyOrders', 'items', '[]'),
  {
    more: (t) => ({
      order: lookupField(t, { context: 'ordering', procedure: 'getOrder', type: Order, from: orderOf }),
      store: t.field({
        type: Store,
        description: 'The store that fulfils it.',
        resolve: ({ storeId }, _args, { loaders }) => loaders.store.load(storeId),
      }),
    }),
  },
);

export const Checkout: Ref<CheckoutSource> = output<CheckoutSource>('Checkout', schemaAt('ordering', 'getCheckout'), {
  node: {
    id: ({ checkoutId }) => checkoutId,
    load: (checkoutId, { upstream }) => upstream.asCaller('ordering', 'getCheckout', { checkoutId }),
  },
  more: (t) => ({
    payment: lookupField(t, {
      context: 'payments',
      procedure: 'getPayment',
      type: Payment,
      from: { checkoutId: ({ checkoutId }: CheckoutSource) => checkoutId },
    }),
  }),
});

export const Quote = output<Output<'ordering', 'quoteCheckout'>>('Quote', schemaAt('ordering', 'quoteCheckout'));

builder.queryFields((t) => ({
  cart: lookupField(t, { context: 'ordering', procedure: 'getCart', type: Cart }),
  quote: lookupField(t, { context: 'ordering', procedure: 'quoteCheckout', type: Quote }),
  checkout: lookupField(t, { context: 'ordering', procedure: 'getCheckout', type: Checkout }),
  order: lookupField(t, { context: 'ordering', procedure: 'getOrder', type: Order }),
  myOrders: connectionField(t, OrderSummary, { context: 'ordering', procedure: 'listMyOrders' }),
  storeOrders: connectionField(t, OrderSummary, { context: 'ordering', procedure: 'listStoreOrders' }),
}));
