import type { Money } from '@haat/domain';
import { formatMoney, type Order, type OrderLine } from '../../domain/index.ts';

import { printable } from './printable.ts';

type Pdf = PDFKit.PDFDocument;
type Cell = { readonly text: string; readonly x: number; readonly width: number; readonly align?: 'right' };

const PAGE_BOTTOM = 780;

/** The lines of the order, over as many pages as they need. */
export function printLines(document: Pdf, order: Order): void {
  printRow(document.font('Helvetica-Bold').fontSize(9), cells('Article', 'Units', 'Each', 'Amount'));
  document.font('Helvetica');
  for (const line of order.lines) {
    const amounts = [String(line.quantity), formatMoney(line.unitPrice), formatMoney(line.itemsTotal)] as const;
    printRow(document, cells(printable(articleOf(line)), ...amounts));
  }
  document.moveDown();
}

export function printTotals(document: Pdf, { totals }: Order): void {
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
