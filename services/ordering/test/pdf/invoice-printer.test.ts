import { describe, expect, it } from '@jest/globals';
import { inflateSync } from 'node:zlib';
import { money } from '@haat/domain';
import { createInvoicePrinter } from '../../src/infrastructure/pdf/invoice-printer.ts';
import { type Explanation, type Order, SELLERS_PRICE } from '../../src/domain/index.ts';
import { anOrder, PAID } from '../builders/an-order.ts';

const seller = { storeId: 's-1', name: 'Green Shop', slug: 'green-shop', currency: 'BRL', country: 'BR' };
const invoiced = () => anOrder(PAID, { type: 'InvoiceIssued', data: { invoiceNumber: 'INV-green-shop-000123' } });

/** The text of a PDF, page by page in the order in which it was written. */
async function printed(order: Order): Promise<{ text: string; pages: number; bytes: Uint8Array }> {
  const { bytes } = await createInvoicePrinter().print(order, seller);
  const raw = Buffer.from(bytes).toString('latin1');
  const streams = [...raw.matchAll(/FlateDecode\n>>\nstream\n([\s\S]*?)\nendstream/g)].map((match) =>
    inflateSync(Buffer.from(match[1]!, 'latin1')).toString('latin1'),
  );
  const shown = streams.flatMap((stream) => [...stream.matchAll(/\[(.*)\] TJ/g)]);
  const lines = shown.map((match) =>
    [...match[1]!.matchAll(/<([0-9a-f]+)>/g)].map(([, hex]) => Buffer.from(hex!, 'hex').toString('latin1')).join(''),
  );
  return { text: lines.join('\n'), pages: raw.match(/\/Type \/Page\n/g)!.length, bytes };
}

describe('an invoice', () => {
  it('shows who sold what to whom, and what it came to', async () => {
    const { text, pages } = await printed(invoiced());
    const wanted = [
      'INV-green-shop-000123',
      'Date: 2026-03-01',
      'Green Shop',
      'Ana',
      'Rua A 1',
      'a@b.c',
      'BRL 30.00',
      'BRL 5.00',
      'BRL 35.00',
    ];
    for (const part of wanted) expect(text).toContain(part);
    expect(pages).toBe(1);
  });

  it('shows what was taken off each line by which promotion, and the taxes that prices hold', async () => {
    const order = invoiced();
    const [line] = order.lines;
    const minor = (amountMinor: bigint) => money(amountMinor, 'BRL');
    const rule = { id: 'x', name: 'Spring sale' };
    const discounted = {
      ...line!,
      ...{ itemsTotal: minor(1766n), discount: minor(234n) },
      explanations: [
        { kind: 'price', part: 'items', rule: SELLERS_PRICE, amount: minor(2000n), appliesTo: 'line' },
        { kind: 'discount', part: 'items', rule, amount: minor(-234n), appliesTo: 'line' },
        {
          ...{ kind: 'tax', part: 'tax', rule: { id: 'y', name: 'VAT 10 %' }, amount: minor(0n), appliesTo: 'line' },
          included: minor(161n),
        },
      ] satisfies Explanation[],
    };
    const { text } = await printed({ ...order, lines: [discounted] });
    for (const part of ['BRL 20.00', 'less Spring sale', 'BRL -2.34', 'Included: VAT 10 %', 'BRL 1.61'])
      expect(text).toContain(part);
  });

  it('takes as many pages as the longest order needs and loses no line', async () => {
    const order = invoiced();
    const lines = Array.from({ length: 100 }, (_line, index) => ({
      ...order.lines[0]!,
      title: `Article ${index} ${'x'.repeat(index * 2)}`,
    }));
    const { text, pages } = await printed({ ...order, lines });
    for (let index = 0; index < 100; index += 1) expect(text).toContain(`Article ${index} `);
    expect(pages).toBeGreaterThan(2);
  });

  it('prints a question mark for letters its font lacks, and is the same each time', async () => {
    const order = invoiced();
    const foreign = { ...order, lines: order.lines.map((line) => ({ ...line, title: 'Café 日本' })) };
    const first = await printed(foreign);
    expect(first.text).toContain('Café ??');
    expect(Buffer.from((await printed(foreign)).bytes).equals(first.bytes)).toBe(true);
  });
});
