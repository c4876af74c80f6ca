import type { EventData } from '@haat/contracts';
import type { PlacedCheckout } from '../../application/reactions/open-payment-when-checkout-placed.ts';
import type { SoldLine } from '../../domain/payment/payment.ts';

type Placed = EventData<'checkoutPlaced'>;

/** What payments needs to know of a placed checkout. */
export const toPlacedCheckout = ({ checkoutId, owner, total, orders, tenders, expiresAt }: Placed): PlacedCheckout => ({
  checkoutId,
  owner,
  currency: total.currency,
  totalMinor: BigInt(total.amountMinor),
  expiresAt: new Date(expiresAt),
  orders: orders.map((order) => ({
    orderId: order.orderId,
    orderNumber: order.orderNumber,
    storeId: order.storeId,
    totalMinor: BigInt(order.total.amountMinor),
    lines: order.lines.map(toSoldLine),
  })),
  tenders: tenders.map((tender) => ({
    method: tender.method,
    token: tender.method === 'voucher' ? tender.code.toUpperCase() : tender.token,
    installments: tender.method === 'voucher' ? 1 : tender.installments,
    amountMinor: BigInt(tender.amountMinor),
  })),
});

const toSoldLine = (line: Placed['orders'][number]['lines'][number]): SoldLine => ({
  orderLineId: line.orderLineId,
  quantity: line.quantity,
  itemsMinor: BigInt(line.items.amountMinor),
  shippingMinor: BigInt(line.shipping.amountMinor),
  taxMinor: BigInt(line.tax.amountMinor),
});
