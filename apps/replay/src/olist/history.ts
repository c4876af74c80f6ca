import type { OlistTables } from './tables.ts';
import { fieldsOf } from './fields.ts';

export type PaymentKind = string;

/** One payment as it was recorded. */
export type RecordedPayment = {
  readonly sequence: number;
  readonly kind: PaymentKind;
  readonly installments: number;
  readonly amountMinor: bigint;
};

/** Units of one offer within an order; the recorded rows are one a unit. */
export type RecordedLine = { readonly offer: Offer; readonly quantity: number };

/** What one seller asked for one product: a price and a freight. */
export type Offer = {
  readonly key: string;
  readonly sellerId: string;
  readonly productId: string;
  readonly priceMinor: bigint;
  readonly freightMinor: bigint;
};

export type RecordedReview = {
  readonly key: string;
  readonly rating: number;
  readonly title: string;
  readonly body: string;
};

export type Buyer = {
  readonly customerId: string;
  readonly zip: string;
  readonly city: string;
  readonly state: string;
};

export type RecordedOrder = {
  readonly orderId: string;
  readonly status: string;
  readonly purchasedAt: string;
  readonly buyer: Buyer;
  /** Empty for an order whose items were not recorded. */
  readonly lines: readonly RecordedLine[];
  readonly payments: readonly RecordedPayment[];
  /** First written first. */
  readonly reviews: readonly RecordedReview[];
};

export type RecordedSeller = {
  readonly sellerId: string;
  readonly zip: string;
  readonly city: string;
  readonly state: string;
};
export type RecordedProduct = {
  readonly productId: string;
  readonly category: string;
  readonly weightGrams: number | null;
};

/** What happened, put together from the tables. Orders are in the order of their purchase. */
export type History = {
  readonly orders: readonly RecordedOrder[];
  readonly sellers: readonly RecordedSeller[];
  readonly products: ReadonlyMap<string, RecordedProduct>;
  readonly categories: readonly string[];
};

export const itemsOf = (order: RecordedOrder): bigint =>
  order.lines.reduce((sum, { offer, quantity }) => sum + offer.priceMinor * BigInt(quantity), 0n);

export const freightOf = (order: RecordedOrder): bigint =>
  order.lines.reduce((sum, { offer, quantity }) => sum + offer.freightMinor * BigInt(quantity), 0n);

export const costOf = (order: RecordedOrder): bigint => itemsOf(order) + freightOf(order);

export const paidFor = (order: RecordedOrder): bigint =>
  order.payments.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);

export const sellersOf = (order: RecordedOrder): string[] => [
  ...new Set(order.lines.map(({ offer }) => offer.sellerId)),
];

/** Puts the tables together; a row that cannot be read is named with its table, line and column. */
export function historyFrom(tables: OlistTables): History {
  const items = Map.groupBy(tables.items, (row) => row.order_id);
  const payments = Map.groupBy(tables.payments, (row) => row.order_id);
  const reviews = Map.groupBy(tables.reviews, (row) => row.order_id);
  const customers = new Map(tables.customers.map((row) => [row.customer_id, row]));
  const sellers = new Map(tables.sellers.map((row) => [row.seller_id, row]));
  const products = productsFrom(tables);
  const field = fieldsOf('orders');
  const orders = tables.orders.map((row): RecordedOrder => {
    const customer = customers.get(row.customer_id) ?? field.fault(row, 'customer_id', 'names nobody in the customers');
    return {
      orderId: row.order_id,
      status: row.order_status,
      purchasedAt: row.order_purchase_timestamp,
      buyer: {
        customerId: customer.customer_unique_id,
        zip: customer.customer_zip_code_prefix,
        city: customer.customer_city,
        state: customer.customer_state,
      },
      lines: linesFrom(items.get(row.order_id) ?? [], { sellers, products }),
      payments: paymentsFrom(payments.get(row.order_id) ?? []),
      reviews: reviewsFrom(reviews.get(row.order_id) ?? []),
    };
  });
  orders.sort((a, b) => compare(a.purchasedAt, b.purchasedAt) || compare(a.orderId, b.orderId));
  return {
    orders,
    sellers: tables.sellers.map((row) => ({
      sellerId: row.seller_id,
      zip: row.seller_zip_code_prefix,
      city: row.seller_city,
      state: row.seller_state,
    })),
    products,
    categories: [...new Set([...products.values()].map(({ category }) => category))].sort(),
  };
}

type Known = { sellers: ReadonlyMap<string, unknown>; products: ReadonlyMap<string, unknown> };

function linesFrom(rows: readonly OlistTables['items'][number][], known: Known): RecordedLine[] {
  const field = fieldsOf('order items');
  const lines = new Map<string, { offer: Offer; quantity: number }>();
  for (const row of rows) {
    if (!known.sellers.has(row.seller_id)) field.fault(row, 'seller_id', 'names nobody in the sellers');
    if (!known.products.has(row.product_id)) field.fault(row, 'product_id', 'names nothing in the products');
    const priceMinor = field.amount(row, 'price');
    const freightMinor = field.amount(row, 'freight_value');
    const key = [row.seller_id, row.product_id, priceMinor, freightMinor].join('-');
    const line = lines.get(key);
    if (line === undefined) {
      lines.set(key, {
        offer: { key, sellerId: row.seller_id, productId: row.product_id, priceMinor, freightMinor },
        quantity: 1,
      });
    } else line.quantity += 1;
  }
  return [...lines.values()];
}

function paymentsFrom(rows: readonly OlistTables['payments'][number][]): RecordedPayment[] {
  const field = fieldsOf('order payments');
  return rows
    .map((row) => ({
      sequence: field.whole(row, 'payment_sequential'),
      kind: row.payment_type,
      installments: field.whole(row, 'payment_installments'),
      amountMinor: field.amount(row, 'payment_value'),
    }))
    .sort((a, b) => a.sequence - b.sequence);
}

function reviewsFrom(rows: readonly OlistTables['reviews'][number][]): RecordedReview[] {
  const field = fieldsOf('order reviews');
  return rows
    .toSorted(
      (a, b) => compare(a.review_answer_timestamp, b.review_answer_timestamp) || compare(a.review_id, b.review_id),
    )
    .map((row, index) => ({
      key: `${row.review_id}-${index}`,
      rating: field.whole(row, 'review_score'),
      title: row.review_comment_title,
      body: row.review_comment_message,
    }));
}

const NO_CATEGORY = 'uncategorized';

function productsFrom({ products, translations }: OlistTables): Map<string, RecordedProduct> {
  const english = new Map(translations.map((row) => [row.product_category_name, row.product_category_name_english]));
  return new Map(
    products.map((row) => {
      const recorded = row.product_category_name;
      const category = recorded === '' ? NO_CATEGORY : (english.get(recorded) ?? recorded);
      const weight = Number(row.product_weight_g);
      const weightGrams = row.product_weight_g === '' || !Number.isFinite(weight) ? null : Math.round(weight);
      return [row.product_id, { productId: row.product_id, category, weightGrams }];
    }),
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
