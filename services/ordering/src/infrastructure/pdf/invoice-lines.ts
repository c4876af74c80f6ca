import { add, type Money, sum } from '@haat/domain';
import {
  discountOf,
  type Explanation,
  explanationsOf,
  formatMoney,
  type Order,
  type OrderLine,
} from '../../domain/index.ts';

import { printable } from './printable.ts';

type Pdf = PDFKit.PDFDocument;
type Cell = { readonly text: string; readonly x: number; readonly width: number; readonly align?: 'right' };

const PAGE_BOTTOM = 780;

/** The lines of the order, over as many pages as they need. */
export function printLines(document: Pdf, order: Order): void {
  printRow(document.font('Helvetica-Bold').fontSize(9), cells('Article', 'Units', 'Each', 'Amount'));
  document.font('Helvetica');
  for (const line of order.lines) {
    const gross = add(line.itemsTotal, discountOf(line));
    const amounts = [String(line.quantity), formatMoney(line.unitPrice), formatMoney(gross)] as const;
    printRow(document, cells(printable(articleOf(line)), ...amounts));
    for (const { rule, amount } of discountsOn(line, 'items'))
      printRow(document, cells(printable(`   less ${rule.name}`), '', '', formatMoney(amount)));
  }
  document.moveDown();
}

const discountsOn = (line: OrderLine, part: Explanation['part']): Explanation[] =>
  explanationsOf(line).filter((each) => each.kind === 'discount' && each.part === part);

/** What the order comes to, and which taxes prices hold already. */
export function printTotals(document: Pdf, { totals, lines }: Order): void {
  const rows: [string, Money][] = [
    ['Items', totals.items],
    ['Shipping', totals.shipping],
    ['Tax', totals.tax],
    ['Total', totals.total],
  ];
  for (const [label, amount] of rows) {
    document.font(label === 'Total' ? 'Helvetica-Bold' : 'Helvetica');
    printRow(document, cells('', '', label, formatMoney(amount)));
  }
  document.font('Helvetica');
  const included = lines.flatMap((line) => explanationsOf(line).filter((each) => each.included !== undefined));
  for (const [id, taxes] of Map.groupBy(included, ({ rule }) => rule.id)) {
    const amounts = taxes.map((tax) => tax.included!);
    const name = taxes.find(({ rule }) => rule.id === id)!.rule.name;
    printRow(document, cells(printable(`Included: ${name}`), '', '', formatMoney(sum(amounts, amounts[0]!.currency))));
  }
}

function articleOf({ title, sku, options }: OrderLine): string {
  const chosen = Object.entries(options).map(([option, value]) => `${option}: ${value}`);
  return [title, `(${sku})`, ...chosen].join(' ');
}

const cells = (article: string, units: string, each: string, amount: string): Cell[] => [
  { text: article, x: 50, width: 240 },
  { text: units, x: 295, width: 45, align: 'right' },
  { text: each, x: 345, width: 95, align: 'right' },
  { text: amount, x: 445, width: 100, align: 'right' },
];

/** Cells stand side by side, never across two pages; the next row begins below the tallest. */
function printRow(document: Pdf, row: readonly Cell[]): void {
  const height = Math.max(...row.map(({ text, width }) => document.heightOfString(text, { width })));
  if (document.y + height > PAGE_BOTTOM) document.addPage();
  const top = document.y;
  let bottom = top;
  for (const { text, x, width, align = 'left' } of row) {
    if (text !== '') document.text(text, x, top, { width, align });
    bottom = Math.max(bottom, document.y);
  }
  document.y = bottom + 3;
}
