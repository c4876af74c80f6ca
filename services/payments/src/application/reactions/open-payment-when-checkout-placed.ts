import { openPayment } from '../../domain/payment/open-payment.ts';
import type { PaymentTerms, SoldOrder, Tender } from '../../domain/payment/payment.ts';
import { beginWork, type MoneyRoom, SERVICE_ACTOR } from '../money-room.ts';
import type { Stores } from '../ports/stores.ts';

export type PlacedCheckout = Omit<PaymentTerms, 'paymentId' | 'tenders' | 'orders'> & {
  readonly tenders: readonly Omit<Tender, 'tenderId'>[];
  readonly orders: readonly Omit<SoldOrder, 'commissionRateBasisPoints'>[];
};

/** Opens payments at the commission rates of this moment; a checkout that has its payment is left alone. */
export async function openPaymentsWhenCheckoutsPlaced(
  room: MoneyRoom,
  stores: Stores,
  placed: readonly PlacedCheckout[],
) {
  const storeIds = [...new Set(placed.flatMap((checkout) => checkout.orders.map((order) => order.storeId)))];
  const [overrides, known] = await Promise.all([
    stores.rates.overridesOf(storeIds),
    stores.payments.known(placed.map((checkout) => checkout.checkoutId)),
  ]);
  const rateOf = (storeId: string) => room.commission({ storeId, overrideBasisPoints: overrides.get(storeId) ?? null });
  const work = await beginWork(room, stores, { actor: SERVICE_ACTOR, accounts: [] });
  const payments = placed
    .filter((checkout) => !known.has(checkout.checkoutId))
    .map((checkout) =>
      openPayment(work, {
        ...checkout,
        paymentId: room.ids.next(),
        tenders: checkout.tenders.map((tender) => ({ tenderId: room.ids.next(), ...tender })),
        orders: checkout.orders.map((order) => ({ ...order, commissionRateBasisPoints: rateOf(order.storeId) })),
      }),
    );
  await stores.write(work, { payments, escrows: [] });
}
