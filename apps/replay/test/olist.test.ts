import { describe, expect, it } from '@jest/globals';
import type { History } from '../src/olist/history.ts';
import { historyFrom } from '../src/olist/history.ts';
import { planListings } from '../src/olist/listings.ts';
import { recordedFigures } from '../src/olist/recorded-figures.ts';
import type { OlistTables } from '../src/olist/tables.ts';
import { planTenders } from '../src/olist/tenders.ts';
import { anOffer, anOrder, aPayment } from './an-order.ts';

const aHistory = (orders: History['orders']): History => ({
  orders,
  sellers: [],
  products: new Map([['p1', { productId: 'p1', category: 'health_beauty', weightGrams: 100 }]]),
  categories: ['health_beauty'],
});

describe('how an order is paid', () => {
  it('pays with the recorded payments where they fit', () => {
    const payments = [aPayment({ amountMinor: 700n }), aPayment({ sequence: 2, kind: 'voucher', amountMinor: 500n })];
    expect(planTenders(anOrder({ payments })).tenders.map(({ method, amountMinor }) => [method, amountMinor])).toEqual([
      ['card', 700n],
      ['voucher', 500n],
    ]);
  });

  it('scales the recorded mix to what the order costs, to the cent', () => {
    const payments = [
      aPayment({ amountMinor: 333n }),
      aPayment({ sequence: 2, kind: 'boleto', amountMinor: 333n }),
      aPayment({ sequence: 3, kind: 'voucher', amountMinor: 333n }),
    ];
    const { tenders } = planTenders(
      anOrder({ payments, lines: [{ offer: anOffer({ priceMinor: 1001n, freightMinor: 0n }), quantity: 1 }] }),
    );
    expect(tenders.map(({ amountMinor }) => amountMinor)).toEqual([334n, 334n, 333n]);
  });

  it('drops payments of nothing and of no kind, and pays by card where none is left', () => {
    const plan = planTenders(
      anOrder({
        payments: [aPayment({ kind: 'not_defined', amountMinor: 0n }), aPayment({ kind: 'voucher', amountMinor: 0n })],
      }),
    );
    expect(plan.dropped).toHaveLength(2);
    expect(plan.tenders).toMatchObject([{ method: 'card', amountMinor: 1200n }]);
  });

  it('puts together what is more than a checkout takes', () => {
    const payments = Array.from({ length: 24 }, (_none, index) =>
      aPayment({ sequence: index + 1, kind: 'voucher', amountMinor: 50n }),
    );
    const plan = planTenders(anOrder({ payments }));
    expect(plan.tenders).toHaveLength(20);
    expect(plan.tenders.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)).toBe(1200n);
    expect(plan.merged).toBe(4);
  });

  it('keeps installments within what the interface takes', () => {
    expect(
      [0, 10, 99].map(
        (installments) => planTenders(anOrder({ payments: [aPayment({ installments })] })).tenders[0]!.installments,
      ),
    ).toEqual([1, 10, 36]);
  });
});

describe('what sellers list', () => {
  it('has a variant for each price and freight, with all units of the records', () => {
    const cheaper = anOffer({ priceMinor: 900n });
    const listings = planListings(
      aHistory([
        anOrder(),
        anOrder({
          status: 'canceled',
          lines: [
            { offer: anOffer(), quantity: 2 },
            { offer: cheaper, quantity: 1 },
          ],
        }),
      ]),
    );
    expect(listings).toHaveLength(1);
    expect(listings[0]!.title).toBe('Health beauty p1');
    expect(listings[0]!.variants.map(({ sku, units }) => [sku, units])).toEqual([
      ['p1-1000-200', 3],
      ['p1-900-200', 1],
    ]);
  });

  it('splits a product with more prices than a product has variants', () => {
    const lines = Array.from({ length: 101 }, (_none, index) => ({
      offer: anOffer({ priceMinor: BigInt(1000 + index) }),
      quantity: 1,
    }));
    const listings = planListings(aHistory([anOrder({ lines })]));
    expect(listings.map(({ variants }) => variants.length)).toEqual([100, 1]);
    expect(new Set(listings.map(({ key, title }) => key + title)).size).toBe(2);
  });
});

describe('what the records say', () => {
  it('counts store orders, breaks and commission a store order', () => {
    const two = [
      { offer: anOffer({ priceMinor: 1005n }), quantity: 1 },
      { offer: anOffer({ sellerId: 's2', priceMinor: 1005n }), quantity: 1 },
    ];
    const figures = recordedFigures(
      aHistory([
        anOrder(),
        anOrder({ orderId: 'o2', lines: two, payments: [aPayment({ amountMinor: 2400n })] }),
        anOrder({ orderId: 'o3', status: 'canceled', lines: [] }),
      ]),
    );
    expect(figures).toMatchObject({
      ordersWithItems: 2,
      storeOrders: 3,
      multiSellerOrders: 1,
      matchingOrders: 1,
      paymentsWithoutItemsMinor: 1200n,
    });
    expect(figures.breaks).toMatchObject([{ orderId: 'o2', differenceMinor: -10n }]);
    // 10 % of 10.05 is 1.005, rounded once a store order.
    expect(figures.commissionMinor).toBe(100n + 101n + 101n);
  });
});

describe('putting the tables together', () => {
  const row = <Columns extends object>(columns: Columns) => ({ ...columns, lineNumber: 2 });
  const tables = (price: string): OlistTables => ({
    customers: [
      row({
        customer_id: 'c',
        customer_unique_id: 'u',
        customer_zip_code_prefix: '1',
        customer_city: 'x',
        customer_state: 'SP',
      }),
    ],
    items: [1, 2].map((item) =>
      row({
        order_id: 'o',
        order_item_id: String(item),
        product_id: 'p',
        seller_id: 's',
        price,
        freight_value: '1.00',
      }),
    ),
    payments: [
      row({
        order_id: 'o',
        payment_sequential: '1',
        payment_type: 'boleto',
        payment_installments: '1',
        payment_value: '22.00',
      }),
    ],
    reviews: [],
    orders: [
      row({
        order_id: 'o',
        customer_id: 'c',
        order_status: 'delivered',
        order_purchase_timestamp: '2018-01-01 00:00:00',
      }),
    ],
    products: [row({ product_id: 'p', product_category_name: '', product_weight_g: '' })],
    sellers: [row({ seller_id: 's', seller_zip_code_prefix: '1', seller_city: 'x', seller_state: 'SP' })],
    translations: [row({ product_category_name: 'a', product_category_name_english: 'b' })],
  });

  it('makes one line of the units of one offer', () => {
    const [order] = historyFrom(tables('10.00')).orders;
    expect(order!.lines).toMatchObject([{ quantity: 2, offer: { priceMinor: 1000n, freightMinor: 100n } }]);
  });

  it('names table, line and column of what it cannot read', () => {
    expect(() => historyFrom(tables('ten'))).toThrow(/order items, line 2: price .*"ten"/);
  });
});
