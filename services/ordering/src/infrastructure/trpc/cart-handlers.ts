import type { orderingContract } from '@haat/contracts';
import type { Handlers } from '@haat/service-kit';
import type { Application } from '../../application/application.ts';
import type { PlaceCheckoutAnswer } from '../../application/commands/place-checkout.ts';
import type { StoreQuote } from '../../application/queries/quote-checkout.ts';
import { couponWire, methodWire } from './pricing-wire.ts';
import { cartWire, checkoutWire, costsWire, moneyWire, type Output, shortLinesWire } from './wire.ts';

type CartHandlers = Pick<
  Handlers<typeof orderingContract>,
  'createCart' | 'getCart' | 'setCartLine' | 'mergeCart' | 'quoteCheckout' | 'placeCheckout' | 'getCheckout'
>;

/** Carts and checkouts over the wire. */
export const createCartHandlers = (app: Application): CartHandlers => ({
  async createCart({ intent, input }) {
    const { cart, guestToken } = await app.createCart(intent, input);
    return { cart: cartWire(cart), guestToken };
  },
  getCart: async ({ actor, input }) => cartWire(await app.getCart(actor, input.cartId)),
  setCartLine: async ({ intent, input }) => cartWire(await app.setCartLine(intent, input)),
  mergeCart: async ({ intent, input }) => cartWire(await app.mergeCart(intent, input)),
  async quoteCheckout({ actor, input }) {
    const { stores, total } = await app.quoteCheckout(actor, input);
    return { stores: stores.map(storeQuoteWire), total: moneyWire(total) };
  },
  async placeCheckout({ intent, input }) {
    const tenders = input.tenders.map((tender) => ({ ...tender, amountMinor: BigInt(tender.amountMinor) }));
    const expected = input.expectedTotalMinor;
    const expectedTotalMinor = expected === undefined ? undefined : BigInt(expected);
    return answerWire(await app.placeCheckout(intent, { ...input, tenders, expectedTotalMinor }));
  },
  getCheckout: async ({ actor, input }) => checkoutWire(await app.getCheckout(actor, input.checkoutId)),
});

const storeQuoteWire = (quote: StoreQuote): Output<'quoteCheckout'>['stores'][number] => ({
  storeId: quote.storeId,
  items: moneyWire(quote.items),
  discount: moneyWire(quote.discount),
  shipping: moneyWire(quote.shipping),
  tax: moneyWire(quote.tax),
  total: moneyWire(quote.total),
  lines: quote.lines.map((line) => ({
    variantId: line.variant.variantId,
    quantity: line.quantity,
    unitPrice: moneyWire(line.unitPrice),
    ...costsWire(line),
  })),
  shippingMethods: quote.shippingMethods.map(methodWire),
  chosenMethodId: quote.chosenMethod?.methodId ?? null,
  coupons: quote.coupons.map(couponWire),
});

function answerWire(answer: PlaceCheckoutAnswer): Output<'placeCheckout'> {
  switch (answer.outcome) {
    case 'placed':
      return { outcome: 'placed', checkout: checkoutWire(answer.checkout) };
    case 'price_changed':
      return { outcome: 'price_changed', cart: cartWire(answer.cart), total: moneyWire(answer.total) };
    case 'stock_short':
      return { outcome: 'stock_short', message: answer.message, lines: shortLinesWire(answer.lines) };
  }
}
