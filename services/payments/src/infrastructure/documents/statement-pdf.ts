import PDFDocument from 'pdfkit';
import type { Statement } from '../../application/ports/wallet-reader.ts';
import { decimalOf } from './decimal.ts';

const MARGIN = 40;
const ROW_HEIGHT = 14;
const COLUMNS = [
  { title: 'Date (UTC)', x: 40, width: 105, align: 'left' },
  { title: 'What', x: 150, width: 80, align: 'left' },
  { title: 'Reference', x: 235, width: 170, align: 'left' },
  { title: 'Amount', x: 405, width: 70, align: 'right' },
  { title: 'Balance', x: 480, width: 75, align: 'right' },
] as const;

/** A statement as PDF. */
export function statementPdf(statement: Statement): Promise<Buffer> {
  const { storeId, currency, from, to, openingMinor, lines, closingMinor } = statement;
  const document = new PDFDocument({ size: 'A4', margin: MARGIN, info: { Title: `Statement ${currency}` } });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const finished = new Promise<Buffer>((resolve, reject) => {
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
  });
  const amount = (minor: bigint) => decimalOf(minor, currency);
  document.fontSize(16).text(`Statement in ${currency}`);
  document
    .fontSize(9)
    .text(`Store ${storeId}`)
    .text(`From ${stamp(from)} until before ${stamp(to)}`)
    .moveDown();
  writeRow(
    document,
    COLUMNS.map((column) => column.title),
  );
  writeRow(document, [stamp(from), 'opening balance', '', '', amount(openingMinor)]);
  for (const line of lines) {
    writeRow(document, [
      stamp(line.at),
      line.kind,
      line.reference,
      amount(line.amountMinor),
      amount(line.balanceMinor),
    ]);
  }
  writeRow(document, [stamp(to), 'closing balance', '', '', amount(closingMinor)]);
  document.end();
  return finished;
}

function writeRow(document: PDFKit.PDFDocument, cells: readonly string[]): void {
  if (document.y + ROW_HEIGHT > document.page.height - MARGIN) document.addPage();
  const { y } = document;
  cells.forEach((cell, index) => {
    const { x, width, align } = COLUMNS[index]!;
    document.fontSize(8).text(cell, x, y, { width, align, lineBreak: false, ellipsis: true });
  });
  document.x = MARGIN;
  document.y = y + ROW_HEIGHT;
}

const stamp = (instant: Date): string => instant.toISOString().slice(0, 16).replace('T', ' ');
