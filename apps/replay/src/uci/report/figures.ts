import { money, shareAtRate } from '@haat/domain';
import { amount, count, type Figure, type FigureSection } from '../../console/figures.ts';
import { minorToMicros } from '../../input/decimal.ts';
import { valueOf, type UciLine } from '../lines.ts';
import type { UciPlan } from '../plan-returns.ts';
import type { UciHaat } from '../read-back.ts';

const COMMISSION_RATE_BASIS_POINTS = 1_000;

const sum = <Item>(items: readonly Item[], of: (item: Item) => bigint): bigint =>
  items.reduce((total, item) => total + of(item), 0n);
const minor = ({ amountMinor }: { amountMinor: string }): bigint => BigInt(amountMinor);

/** An amount in millionths, with as many decimals as it needs. */
function exactly(micros: bigint): string {
  const cents = micros / minorToMicros(1n);
  const rest = micros % minorToMicros(1n);
  return rest === 0n ? amount(cents) : `${amount(cents)}${(rest < 0n ? -rest : rest).toString().padStart(4, '0')}`;
}

/** The lines of the file: every one was sold, came back or was refused, and their sums add up to that of the file. */
export function lineFigures(lines: readonly UciLine[], plan: UciPlan, haat: UciHaat): FigureSection {
  const refusedLines = plan.refused.map(({ line }) => line);
  const sold = minorToMicros(sum(haat.orders, ({ totals }) => minor(totals.items)));
  const returned = minorToMicros(returnedIn(haat));
  const refused = sum(refusedLines, valueOf);
  return {
    title: 'lines of the file (GBP)',
    figures: [
      {
        name: 'lines',
        recorded: count(lines.length),
        haat: count(plan.sales.length + plan.returned.length + refusedLines.length),
        because: `${count(plan.sales.length)} sold + ${count(plan.returned.length)} returned + ${count(refusedLines.length)} refused`,
      },
      {
        name: 'sum of quantity × price over all lines',
        recorded: exactly(sum(lines, valueOf)),
        haat: exactly(sold - returned + refused),
        because: `${exactly(sold)} sold - ${exactly(returned)} returned + ${exactly(refused)} of refused lines`,
      },
      cancellationFigure(lines, plan),
      priceFigure(lines, plan),
    ],
  };
}

const returnedIn = ({ orders }: UciHaat): bigint =>
  sum(orders, ({ lines }) =>
    sum(lines, ({ returnedQuantity, unitPrice }) => BigInt(returnedQuantity) * minor(unitPrice)),
  );

function cancellationFigure(lines: readonly UciLine[], { returned, refused }: UciPlan): Figure {
  const refusedOnes = refused.filter(({ line }) => line.isCancellation).length;
  return {
    name: 'lines of cancellations',
    recorded: count(lines.filter(({ isCancellation }) => isCancellation).length),
    haat: count(returned.length + refusedOnes),
    because: `${count(returned.length)} returned + ${count(refusedOnes)} refused`,
  };
}

function priceFigure(lines: readonly UciLine[], { refused }: UciPlan): Figure {
  const isPriceless = ({ priceMicros }: UciLine) => priceMicros <= 0n;
  return {
    name: 'lines with a price of zero or less, all refused',
    recorded: count(lines.filter(isPriceless).length),
    haat: count(
      refused.filter(({ breaches }) => breaches.some(({ field, rule }) => field === 'UnitPrice' && rule === 'positive'))
        .length,
    ),
  };
}

/** What became of the good lines, as Haat tells it. */
export function saleFigures(plan: UciPlan, haat: UciHaat): FigureSection {
  const soldMinor = sum(plan.carts, ({ lines }) =>
    sum(lines, ({ offer, quantity }) => offer.priceMinor * BigInt(quantity)),
  );
  const returnedMinor = sum(plan.returns, ({ priceMinor, quantity }) => priceMinor * BigInt(quantity));
  const invoices = new Set(plan.carts.map(({ invoice }) => invoice)).size;
  const charged = haat.payments
    .flatMap(({ tenders }) => tenders)
    .filter(({ status }) => status === 'succeeded' || status === 'refunded');
  const units = (of: (line: UciHaat['orders'][number]['lines'][number]) => number) =>
    haat.orders.reduce((total, { lines }) => total + lines.reduce((inOrder, line) => inOrder + of(line), 0), 0);
  const figures: Figure[] = [
    {
      name: 'orders',
      recorded: count(plan.carts.length),
      haat: count(haat.orders.length),
      because: `${count(invoices)} invoices with good lines + ${count(plan.carts.length - invoices)} further carts of big ones`,
    },
    {
      name: 'sold',
      recorded: amount(sum(plan.sales, ({ quantity, priceMinor }) => BigInt(quantity) * priceMinor!)),
      haat: amount(sum(haat.orders, ({ totals }) => minor(totals.total))),
    },
    {
      name: 'units sold',
      recorded: count(plan.sales.reduce((total, { quantity }) => total + quantity, 0)),
      haat: count(units(({ quantity }) => quantity)),
    },
    { name: 'charged', recorded: amount(soldMinor), haat: amount(sum(charged, (tender) => minor(tender.amount))) },
    { name: 'returned', recorded: amount(returnedMinor), haat: amount(returnedIn(haat)) },
    {
      name: 'units returned',
      recorded: count(plan.returned.reduce((total, { quantity }) => total - quantity, 0)),
      haat: count(units(({ returnedQuantity }) => returnedQuantity)),
    },
    {
      name: 'refunded',
      recorded: amount(returnedMinor),
      haat: amount(sum(haat.escrows, ({ refunded }) => minor(refunded))),
    },
  ];
  if (haat.givenUp.length > 0)
    figures.push({
      name: 'orders given up during outages, placed again',
      recorded: count(haat.givenUp.length),
      haat: count(haat.givenUp.length),
    });
  return { title: 'sales and returns (GBP)', figures };
}

/** Where the money of the sales is now. */
export function uciSettlementFigures(plan: UciPlan, haat: UciHaat): FigureSection {
  const returnedByCart = Map.groupBy(plan.returns, ({ cartKey }) => cartKey);
  const kept = plan.carts.map(({ key, lines }) => {
    const sold = sum(lines, ({ offer, quantity }) => offer.priceMinor * BigInt(quantity));
    return sold - sum(returnedByCart.get(key) ?? [], ({ priceMinor, quantity }) => priceMinor * BigInt(quantity));
  });
  const commission = sum(kept, (items) => shareAtRate(money(items, 'GBP'), COMMISSION_RATE_BASIS_POINTS).amountMinor);
  const left = sum(haat.wallets, ({ available, debt, inPayout }) => minor(available) + minor(debt) + minor(inPayout));
  return {
    title: 'escrow, commission and payout (GBP)',
    figures: [
      {
        name: 'commission, 10 % of what was kept',
        recorded: amount(commission),
        haat: amount(sum(haat.escrows, (escrow) => minor(escrow.commission))),
      },
      {
        name: 'still held in escrow',
        recorded: amount(0n),
        haat: amount(sum(haat.escrows, ({ held }) => minor(held))),
      },
      {
        name: 'paid out to the store',
        recorded: amount(sum(kept, (items) => items) - commission),
        haat: amount(haat.payoutsPaidMinor),
      },
      { name: 'left in the wallet after the payout', recorded: amount(0n), haat: amount(left) },
    ],
  };
}
