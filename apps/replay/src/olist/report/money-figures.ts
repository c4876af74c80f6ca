import { amount, count, type Figure, type FigureSection } from '../../console/figures.ts';
import { sellersOf } from '../history.ts';
import type { Haat } from '../read-back.ts';
import { paymentsByKind, type RecordedFigures, sumOf } from '../recorded-figures.ts';
import { METHODS, planTenders } from '../tenders.ts';
import type { Story } from '../story.ts';
import { checkoutsOf, chargedIn, totalIn } from './haat-orders.ts';

/**
 * Payments: what was recorded equals what Haat charged, plus what the breaks differ by, plus what was paid for orders
 * whose items were not recorded.
 */
export function paymentFigures(story: Story, recorded: RecordedFigures, haat: Haat): FigureSection {
  const tenders = [...haat.payments.values()].flatMap(chargedIn);
  const charged = sumOf(tenders, ({ amount: { amountMinor } }) => BigInt(amountMinor));
  const breaks = sumOf(recorded.breaks, ({ differenceMinor }) => differenceMinor);
  const checkouts = new Map(checkoutsOf(haat).map((checkout) => [checkout.checkoutId, checkout]));
  const matching = story.history.orders.filter(({ orderId, payments }) => {
    const payment = checkouts.get(story.journal.get('placed', orderId)?.checkoutId ?? '')?.payment;
    return (
      payment !== undefined && BigInt(payment.amount.amountMinor) === sumOf(payments, ({ amountMinor }) => amountMinor)
    );
  });
  const { paymentsWithoutItemsMinor } = recorded;
  return {
    title: 'payments (BRL)',
    figures: [
      {
        name: 'sum of payments',
        recorded: amount(recorded.paymentsMinor),
        haat: amount(charged + breaks + paymentsWithoutItemsMinor),
        because: `${amount(charged)} charged + ${amount(breaks)} difference of the breaks + ${amount(paymentsWithoutItemsMinor)} of orders without items`,
      },
      ...[...recorded.paymentsByKind.keys()].sort().flatMap((kind) => kindFigures(story, recorded, haat, kind)),
      {
        name: 'charged = items and freight of all orders',
        recorded: amount(recorded.itemsMinor + recorded.freightMinor),
        haat: amount(charged),
      },
      {
        name: 'orders whose payments equal items and freight',
        recorded: count(recorded.matchingOrders),
        haat: count(matching.length),
      },
      {
        name: 'orders whose payments do not (listed below)',
        recorded: count(recorded.breaks.length),
        haat: count(checkouts.size - matching.length),
      },
    ],
  };
}

function kindFigures(story: Story, recorded: RecordedFigures, haat: Haat, kind: string): Figure[] {
  const method = METHODS[kind];
  const { orders } = story.history;
  const tenders = [...haat.payments.values()].flatMap(chargedIn).filter((tender) => tender.method === method);
  const charged = sumOf(tenders, ({ amount: { amountMinor } }) => BigInt(amountMinor));
  const without = paymentsByKind(orders.filter(({ lines }) => lines.length === 0)).get(kind) ?? {
    count: 0,
    sumMinor: 0n,
  };
  const withItems = orders.filter(({ lines }) => lines.length > 0);
  const plans = withItems.map((order) => ({ order, plan: planTenders(order) }));
  const dropped = plans.reduce(
    (sum, { plan }) => sum + plan.dropped.filter((payment) => payment.kind === kind).length,
    0,
  );
  const merged = kind === 'voucher' ? plans.reduce((sum, { plan }) => sum + plan.merged, 0) : 0;
  const difference = sumOf(plans, ({ order, plan }) => {
    const paid = sumOf(
      order.payments.filter((payment) => payment.kind === kind),
      ({ amountMinor }) => amountMinor,
    );
    return (
      paid -
      sumOf(
        plan.tenders.filter((tender) => tender.method === method),
        ({ amountMinor }) => amountMinor,
      )
    );
  });
  const { count: total, sumMinor } = recorded.paymentsByKind.get(kind)!;
  const counted = [
    `${count(tenders.length)} charged`,
    `${count(without.count)} of orders without items`,
    `${count(dropped)} of nothing, dropped`,
  ];
  if (merged > 0) counted.push(`${count(merged)} put together`);
  return [
    {
      name: `payments ${kind}`,
      recorded: count(total),
      haat: count(tenders.length + without.count + dropped + merged),
      because: counted.join(' + '),
    },
    {
      name: `payments ${kind}, sum`,
      recorded: amount(sumMinor),
      haat: amount(charged + without.sumMinor + difference),
      because: `${amount(charged)} charged + ${amount(without.sumMinor)} of orders without items + ${amount(difference)} difference of breaks`,
    },
  ];
}

/** Where the money went: escrow, commission, refunds, payouts. */
export function settlementFigures(story: Story, recorded: RecordedFigures, haat: Haat): FigureSection {
  const escrows = [...haat.escrows.values()];
  const escrowSum = (of: (escrow: (typeof escrows)[number]) => string) =>
    sumOf(escrows, (escrow) => BigInt(of(escrow)));
  const released = escrows.filter(({ status }) => status === 'released');
  // What a held escrow tells is what its release would cost; only released ones have paid.
  const commission = sumOf(released, (escrow) => BigInt(escrow.commission.amountMinor));
  const toStores = recorded.deliveredMinor - recorded.commissionMinor;
  const delivered = story.history.orders.filter(({ status }) => status === 'delivered');
  const paidStores = new Set(delivered.flatMap(sellersOf)).size;
  return {
    title: 'escrow, commission and payouts (BRL)',
    figures: [
      {
        name: 'items and freight of delivered orders',
        recorded: amount(recorded.deliveredMinor),
        haat: amount(totalIn(haat.orders.filter(({ status }) => status === 'delivered'))),
      },
      {
        name: 'released from escrow',
        recorded: amount(recorded.deliveredMinor),
        haat: amount(sumOf(released, ({ locked }) => BigInt(locked.amountMinor))),
      },
      { name: 'commission, 10 % of their items', recorded: amount(recorded.commissionMinor), haat: amount(commission) },
      {
        name: 'refunded to buyers of canceled orders',
        recorded: amount(recorded.cancelledMinor),
        haat: amount(escrowSum((escrow) => escrow.refunded.amountMinor)),
      },
      {
        name: 'still held in escrow',
        recorded: amount(recorded.stillHeldMinor),
        haat: amount(escrowSum((escrow) => escrow.held.amountMinor)),
      },
      {
        name: 'pending in wallets = still held',
        recorded: amount(recorded.stillHeldMinor),
        haat: amount(haat.wallets.pendingMinor),
      },
      {
        name: 'paid out to stores',
        recorded: amount(toStores),
        haat: amount(haat.payoutsPaidMinor),
        because: `${amount(recorded.deliveredMinor)} released - ${amount(recorded.commissionMinor)} commission`,
      },
      { name: 'payouts paid', recorded: count(paidStores), haat: count(haat.payoutsPaid) },
      {
        name: 'left in wallets after the payouts',
        recorded: amount(0n),
        haat: amount(haat.wallets.availableMinor + haat.wallets.inPayoutMinor + haat.wallets.debtMinor),
        because: `available ${amount(haat.wallets.availableMinor)} · in payout ${amount(haat.wallets.inPayoutMinor)} · debt ${amount(haat.wallets.debtMinor)}`,
      },
    ],
  };
}
