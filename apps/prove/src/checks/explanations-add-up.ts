import { discountOf, explanationsOf, fromStoredJson, type OrderLine, sumOfPart } from '@haat/ordering/domain';
import type { Check } from '../check.ts';

const LINES = `SELECT o.order_id, o.order_number, o.state -> 'lines' AS lines,
    o.state #>> '{totals,items,amountMinor}' AS items, o.state #>> '{totals,shipping,amountMinor}' AS shipping,
    o.state #>> '{totals,tax,amountMinor}' AS tax, o.state #>> '{totals,total,amountMinor}' AS total
  FROM customer_order o ORDER BY o.order_id`;

type Row = {
  order_id: string;
  order_number: string;
  lines: unknown;
  items: string;
  shipping: string;
  tax: string;
  total: string;
};

/** Each amount of a line names its rule; these amounts add up to the line, part by part, and the lines to the order. */
export const explanationsAddUp: Check = {
  name: 'the explanations of each order line add up to it, and the lines to the totals of the order',
  property: 'money',
  mayBeInFlight: false,
  async run({ ordering }, report) {
    let checked = 0;
    for await (const row of ordering.stream<Row>(LINES)) {
      const lines = fromStoredJson<OrderLine[]>(row.lines);
      checked += lines.length;
      for (const problem of [...lines.flatMap(faultsOf), ...totalFaults(row, lines)])
        report({ id: row.order_id, problem: `order ${row.order_number}: ${problem}` });
    }
    return checked;
  },
};

function faultsOf(line: OrderLine): string[] {
  const explanations = explanationsOf(line);
  const { currency } = line.itemsTotal;
  const faults: string[] = [];
  for (const [part, amount] of [
    ['items', line.itemsTotal],
    ['shipping', line.shipping],
    ['tax', line.tax],
  ] as const) {
    const explained = sumOfPart(explanations, part, currency);
    if (explained.amountMinor !== amount.amountMinor || amount.currency !== currency)
      faults.push(`${part} of line ${line.orderLineId} is ${amount.amountMinor}, explained ${explained.amountMinor}`);
    if (amount.amountMinor < 0n) faults.push(`${part} of line ${line.orderLineId} is below zero`);
  }
  const gross = line.unitPrice.amountMinor * BigInt(line.quantity);
  if (line.itemsTotal.amountMinor + discountOf(line).amountMinor !== gross)
    faults.push(`line ${line.orderLineId} costs ${gross}, of which its items and its discount are not the sum`);
  return faults;
}

function totalFaults(row: Row, lines: readonly OrderLine[]): string[] {
  const of = (part: 'itemsTotal' | 'shipping' | 'tax') =>
    lines.reduce((total, line) => total + line[part].amountMinor, 0n);
  const parts = [of('itemsTotal'), of('shipping'), of('tax')];
  const wanted = [...parts, parts.reduce((left, right) => left + right, 0n)].join(' ');
  const stored = [row.items, row.shipping, row.tax, row.total].join(' ');
  return wanted === stored ? [] : [`its lines come to ${wanted}, it says ${stored}`];
}
