import type { Money } from '@haat/domain';
import { formatMoney, type Order, type OrderLine } from '../../domain/index.ts';

import { printable } from './printable.ts';

type Pdf = PDFKit.PDFDocument;
type Cell = { readonly text: string; readonly x: number; readonly width: number; readonly align?: 'right' };

const PAGE_BOTTOM = 740;

/** The lines of the order, over as many pages as they need. */
export function printLines(document: Pdf, order: Order): void {
  printRow(document.font('Helvetica-Bold').fontSize(9), cells('Article', 'Units', 'Each', 'Amount'));
  document.font('Helvetica');
  for (const line of order.lines) {
    if (document.y > PAGE_BOTTOM) document.addPage();
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
  if (document.y > PAGE_BOTTOM - rows.length * 15) document.addPage();
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

/** Cells stand side by side; the next row begins below the tallest. */
function printRow(document: Pdf, row: readonly Cell[]): void {
  const top = document.y;
  let bottom = top;
  for (const { text, x, width, align = 'left' } of row) {
    document.text(text === '' ? ' ' : text, x, top, { width, align });
    bottom = Math.max(bottom, document.y);
  }
  document.y = bottom + 3;
}
