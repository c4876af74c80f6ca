import { mutations } from './from-contracts/mutation.ts';
import { Cart, Order, Return } from './ordering.ts';
import { placeCheckoutResult } from './place-checkout.ts';

mutations('ordering', [
  { procedure: 'createCart' },
  { procedure: 'setCartLine', gives: ['cart', Cart] },
  { procedure: 'mergeCart', gives: ['cart', Cart] },
  { procedure: 'placeCheckout', result: placeCheckoutResult },
  { procedure: 'issueInvoice', gives: ['order', Order] },
  { procedure: 'startProcessing', gives: ['order', Order] },
  { procedure: 'shipOrder', gives: ['order', Order] },
  { procedure: 'confirmDelivery', gives: ['order', Order] },
  { procedure: 'cancelOrder', gives: ['order', Order] },
  { procedure: 'requestReturn', gives: ['return', Return] },
  { procedure: 'decideReturn', gives: ['return', Return] },
]);
