import PdfDocument from 'pdfkit';
import type { InvoicePrinter } from '../../application/ports/invoice-printer.ts';
import type { StoreFacts } from '../../application/ports/store-directory.ts';
import { type Address, formatMoney, type Order } from '../../domain/index.ts';

import { printLines, printTotals } from './invoice-lines.ts';
import { printable } from './printable.ts';

/** Prints invoices as PDF on A4; see {@link InvoicePrinter}. */
export const createInvoicePrinter = (): InvoicePrinter => ({
  async print(order, seller) {
    const issuedAt = order.invoicedAt ?? order.updatedAt;
    const info = { Title: `Invoice ${order.invoiceNumber}`, CreationDate: issuedAt, ModDate: issuedAt };
    const document = new PdfDocument({ size: 'A4', margin: 50, info });
    const bytes = collect(document);
    printHeader(document, order, issuedAt);
    printParties(document, order, seller);
    printLines(document, order);
    printTotals(document, order);
    document
      .moveDown(2)
      .fontSize(9)
      .text(`Paid through the marketplace: ${formatMoney(order.totals.total)}`, 50);
    document.end();
    return { fileName: `${order.invoiceNumber}.pdf`, bytes: await bytes };
  },
});

type Document = InstanceType<typeof PdfDocument>;

function printHeader(document: Document, order: Order, issuedAt: Date): void {
  document.font('Helvetica-Bold').fontSize(20).text('Invoice');
  document.font('Helvetica').fontSize(10);
  document.text(printable(`Number: ${order.invoiceNumber}`));
  document.text(`Date: ${issuedAt.toISOString().slice(0, 10)}`);
  document.text(`Order: ${order.orderNumber} of ${order.placedAt.toISOString().slice(0, 10)}`);
  document.moveDown();
}

function printParties(document: Document, order: Order, seller: StoreFacts | null): void {
  const top = document.y;
  const sellerLines = [seller?.name ?? order.storeName, seller?.country ?? ''].filter((line) => line !== '');
  document
    .font('Helvetica-Bold')
    .text('Seller', 50, top)
    .font('Helvetica')
    .text(printable(sellerLines.join('\n')), { width: 230 });
  const sellerEnd = document.y;
  const buyerLines = [...addressLines(order.shippingAddress), order.email];
  document
    .font('Helvetica-Bold')
    .text('Buyer', 310, top)
    .font('Helvetica')
    .text(printable(buyerLines.join('\n')), { width: 230 });
  document.y = Math.max(sellerEnd, document.y);
  document.moveDown();
}

function addressLines({ name, line1, line2, postalCode, city, region, country }: Address): string[] {
  const town = [postalCode, city, region].filter((part) => part !== undefined && part !== '').join(' ');
  return [name, line1, line2 ?? '', town, country].filter((line) => line !== '');
}

function collect(document: Document): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
  });
}
