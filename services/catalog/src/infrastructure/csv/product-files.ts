import { stringify } from 'csv-stringify/sync';
import type { ProductFiles } from '../../application/ports/product-files.ts';
import type { Product } from '../../domain/product/product.ts';
import { formatDecimal } from '../../domain/transfer/decimal.ts';
import { type LineGroup, type ReadLine, ROW_INVALID } from '../../domain/transfer/import-row.ts';
import { ImportUnreadable } from '../../domain/transfer/transfer.errors.ts';
import { COLUMNS, OPTION_COUNT } from './columns.ts';
import { protect } from './formulas.ts';
import { readLine } from './read-line.ts';
import { checkEncoding, readHeader, readRecords } from './read-records.ts';

/** Files in CSV (RFC 4180) and UTF-8. */
export function createProductFiles(): ProductFiles {
  return {
    async count(file) {
      checkEncoding(file);
      let count = -1;
      for await (const { cells } of readRecords(file)) {
        if (count === -1) readHeader(cells);
        count += 1;
      }
      if (count === -1) throw new ImportUnreadable('header', '');
      return count;
    },
    read: readGroups,
    header: () => stringify([[...COLUMNS]], { record_delimiter: 'windows' }),
    lines: (product, categorySlug) => stringify(toCells(product, categorySlug), { record_delimiter: 'windows' }),
  };
}

async function readGroups(file: Uint8Array, currency: string): Promise<LineGroup[]> {
  const groups = new Map<string | number, ReadLine[]>();
  const skus = new Map<string, number>();
  let columns: string[] | undefined;
  for await (const record of readRecords(file)) {
    if (columns === undefined) {
      columns = readHeader(record.cells);
      continue;
    }
    const { handle, ...line } = readLine(record, columns, currency);
    // Lines without a handle belong to no product and to no other line.
    const key = handle === '' ? record.line : handle;
    const lines = groups.get(key) ?? [];
    lines.push('row' in line ? onlyOnce(line, skus) : line);
    groups.set(key, lines);
  }
  return [...groups].map(([key, lines]) => ({ handle: typeof key === 'string' ? key : '', lines }));
}

function onlyOnce(read: Extract<ReadLine, { row: unknown }>, skus: Map<string, number>): ReadLine {
  const { line, sku } = read.row;
  const first = skus.get(sku);
  if (first === undefined) {
    skus.set(sku, line);
    return read;
  }
  const message = `the SKU stands on line ${first} already`;
  return { faults: [{ line, field: 'sku', rule: 'unique_in_file', code: ROW_INVALID, message }] };
}

/** What is said of the product stands on its first line only. */
function toCells(product: Product, categorySlug: string | null): string[][] {
  const { currency } = product;
  return product.variants.map((variant, index) => {
    const ofProduct = [
      product.title,
      product.description,
      categorySlug ?? '',
      product.status,
      Object.keys(product.attributes).length === 0 ? '' : JSON.stringify(product.attributes),
    ];
    const options = Array.from({ length: OPTION_COUNT }, (_, at) => {
      const name = product.options[at];
      return name === undefined ? ['', ''] : [name, variant.options[name]!];
    });
    return [
      product.handle ?? product.slug,
      ...(index === 0 ? ofProduct : ofProduct.map(() => '')),
      ...options.flat(),
      variant.sku,
      formatDecimal(variant.price.amountMinor, currency),
      currency,
      variant.shipping === null ? '' : formatDecimal(variant.shipping.amountMinor, currency),
      String(variant.weightGrams),
    ].map(protect);
  });
}
