import type { Offer, RecordedOrder, RecordedPayment } from '../src/olist/history.ts';

export const anOffer = (part: Partial<Offer> = {}): Offer => {
  const offer = { sellerId: 's1', productId: 'p1', priceMinor: 1000n, freightMinor: 200n, ...part };
  return { ...offer, key: [offer.sellerId, offer.productId, offer.priceMinor, offer.freightMinor].join('-') };
};

export const aPayment = (part: Partial<RecordedPayment> = {}): RecordedPayment => ({
  sequence: 1,
  kind: 'credit_card',
  installments: 1,
  amountMinor: 1200n,
  ...part,
});

export const anOrder = (part: Partial<RecordedOrder> = {}): RecordedOrder => ({
  orderId: 'o1',
  status: 'delivered',
  purchasedAt: '2018-01-01 00:00:00',
  buyer: { customerId: 'c1', zip: '01000', city: 'sao paulo', state: 'SP' },
  lines: [{ offer: anOffer(), quantity: 1 }],
  payments: [aPayment()],
  reviews: [],
  ...part,
});
