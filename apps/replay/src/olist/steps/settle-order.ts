import { type Order, untilConfirmed } from '../../market/confirmed-order.ts';
import type { RecordedOrder } from '../history.ts';
import type { Story } from '../story.ts';
import { placeOrder, tryOrderWithoutItems } from './place-order.ts';

/** Takes one recorded order all the way to the state it was recorded in. */
export async function replayOrder(story: Story, order: RecordedOrder): Promise<void> {
  const { journal } = story;
  if (journal.has('settled', order.orderId) || journal.has('refused', order.orderId)) return;
  if (order.lines.length === 0) return tryOrderWithoutItems(story, order);
  const confirmed = await placeUntilConfirmed(story, order);
  for (const storeOrder of confirmed) await settle(story, order, storeOrder);
  journal.record('settled', order.orderId, {
    orderLineIds: confirmed.flatMap(({ lines }) => lines.map(({ orderLineId }) => orderLineId)),
  });
}

function placeUntilConfirmed(story: Story, order: RecordedOrder): Promise<Order[]> {
  const { market, journal } = story;
  const placed = () => journal.get('placed', order.orderId);
  const buyer = story.buyer(order.buyer.customerId);
  return untilConfirmed(`order ${order.orderId}`, market, {
    firstAttempt: placed()?.attempt ?? 1,
    place: async (attempt) => {
      if (placed()?.attempt !== attempt) await placeOrder(story, order, attempt);
      return { buyer, orderIds: placed()!.orders.map(({ orderId }) => orderId) };
    },
  });
}

async function settle(story: Story, recorded: RecordedOrder, { orderId, storeId }: Order): Promise<void> {
  const { market, key } = story;
  const sellerId = recorded.lines.find(({ offer }) => story.journal.get('store', offer.sellerId)?.storeId === storeId)!
    .offer.sellerId;
  const seller = story.seller(sellerId);
  const buyer = story.buyer(recorded.buyer.customerId);
  const stepKey = (step: string) => key(step, orderId);
  const ship = () => {
    const shipment = {
      orderId,
      carrier: 'Correios',
      trackingNumber: `BR${recorded.orderId.slice(0, 16).toUpperCase()}`,
    };
    return market.as(seller, stepKey('ship'), (api, options) => api.ordering.shipOrder(shipment, options));
  };
  switch (recorded.status) {
    case 'delivered':
      await ship();
      await market.as(buyer, stepKey('deliver'), (api, options) => api.ordering.confirmDelivery({ orderId }, options));
      return;
    case 'shipped':
      await ship();
      return;
    case 'invoiced':
      await market.as(seller, stepKey('invoice'), (api, options) => api.ordering.issueInvoice({ orderId }, options));
      return;
    case 'processing':
      await market.as(seller, stepKey('process'), (api, options) => api.ordering.startProcessing({ orderId }, options));
      return;
    case 'canceled':
      await market.as(buyer, stepKey('cancel'), (api, options) =>
        api.ordering.cancelOrder({ orderId, reason: 'buyer_request' }, options),
      );
      return;
    case 'unavailable':
      await market.as(seller, stepKey('cancel'), (api, options) =>
        api.ordering.cancelOrder({ orderId, reason: 'unavailable' }, options),
      );
      return;
    default:
      // "created" and "approved": paid and confirmed is as far as they got.
      return;
  }
}
