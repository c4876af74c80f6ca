import { catalogContract } from '@haat/contracts';
import { InvalidInput } from '@haat/service-kit';
import { z } from 'zod';
import { decimalsOf, parseDecimal } from '../../domain/transfer/decimal.ts';
import { type ImportRow, type ReadLine, type Refusal, ROW_INVALID } from '../../domain/transfer/import-row.ts';
import { OPTION_COUNT } from './columns.ts';
import { unprotect } from './formulas.ts';
import type { CsvRecord } from './read-records.ts';

const product = catalogContract.procedures.createProduct.input.shape;
const variant = product.variants.element.shape;

/** Cells by the rules of the contract, so that a file can say nothing that a call could not. */
const CELLS = {
  handle: z.string().max(200).pipe(product.title),
  title: product.title,
  description: product.description,
  status: z.enum(['draft', 'active', 'archived']),
  category: z.string().max(80),
  attributes: z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: 'must be a JSON object of texts', params: { rule: 'json' } });
        return z.NEVER;
      }
    })
    .pipe(product.attributes),
  option_name: product.options.unwrap().element,
  option_value: variant.options.unwrap().valueType,
  sku: variant.sku,
  weight_grams: z
    .string()
    .regex(/^\d{1,9}$/, 'must be a whole number of grams')
    .transform(Number)
    .pipe(variant.weightGrams.unwrap()),
  price: variant.priceMinor,
  shipping: variant.shippingMinor.unwrap(),
};

/** Collects the faults of one line while its cells are read. */
class LineReader {
  readonly faults: Refusal[] = [];
  readonly #record: CsvRecord;
  readonly #cells: ReadonlyMap<string, string>;

  constructor(record: CsvRecord, columns: readonly string[]) {
    this.#record = record;
    this.#cells = new Map(columns.map((name, index) => [name, unprotect((record.cells[index] ?? '').trim())]));
  }

  refuse(field: string, rule: string, message: string): void {
    this.faults.push({ line: this.#record.line, field, rule, code: ROW_INVALID, message });
  }

  text(column: string): string | null {
    const cell = this.#cells.get(column) ?? '';
    return cell === '' ? null : cell;
  }

  /** Null where the cell is empty or at fault. */
  cell<T>(column: string, schema: z.ZodType<T, string>, value = this.text(column)): T | null {
    if (value === null) return null;
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    const { message, details } = new InvalidInput(parsed.error);
    this.refuse(column, details.rule ?? 'invalid', message);
    return null;
  }

  needed<T>(column: string, schema: z.ZodType<T, string>): T | null {
    if (this.text(column) === null) this.refuse(column, 'required', 'must not be empty');
    return this.cell(column, schema);
  }

  amount(column: string, schema: z.ZodType<string, string>, currency: string): bigint | null {
    const text = this.text(column);
    if (text === null) return null;
    const minor = parseDecimal(text, currency);
    if (minor === null) {
      this.refuse(column, 'decimal', `must be an amount with a point and at most ${decimalsOf(currency)} decimals`);
      return null;
    }
    const digits = this.cell(column, schema, minor.toString());
    return digits === null ? null : BigInt(digits);
  }
}

/** Reads one line; all of its faults are reported, not only the first. */
export function readLine(
  record: CsvRecord,
  columns: readonly string[],
  currency: string,
): ReadLine & { handle: string } {
  const reader = new LineReader(record, columns);
  if (record.cells.length !== columns.length)
    reader.refuse('', 'column_count', `has ${record.cells.length} cells instead of ${columns.length}`);
  if ((reader.text('currency') ?? currency) !== currency)
    reader.refuse('currency', 'store_currency', `must be ${currency}, the currency of the store`);
  if (reader.text('price') === null) reader.refuse('price', 'required', 'must not be empty');
  const row = {
    line: record.line,
    handle: reader.needed('handle', CELLS.handle),
    title: reader.cell('title', CELLS.title),
    description: reader.cell('description', CELLS.description.unwrap()),
    status: reader.cell('status', CELLS.status),
    category: reader.cell('category', CELLS.category),
    attributes: reader.cell('attributes', CELLS.attributes as unknown as z.ZodType<Record<string, string>, string>),
    options: optionsOf(reader),
    sku: reader.needed('sku', CELLS.sku),
    priceMinor: reader.amount('price', CELLS.price, currency),
    shippingMinor: reader.amount('shipping', CELLS.shipping, currency),
    weightGrams: reader.cell('weight_grams', CELLS.weight_grams),
  };
  const handle = row.handle ?? '';
  return reader.faults.length > 0 ? { handle, faults: reader.faults } : { handle, row: row as ImportRow };
}

function optionsOf(reader: LineReader): [string, string][] {
  const options: [string, string][] = [];
  for (let number = 1; number <= OPTION_COUNT; number += 1) {
    const [nameColumn, valueColumn] = [`option${number}_name`, `option${number}_value`];
    const isNamed = reader.text(nameColumn) !== null;
    if (isNamed !== (reader.text(valueColumn) !== null))
      reader.refuse(isNamed ? valueColumn : nameColumn, 'required', 'an option needs a name and a value');
    const name = reader.cell(nameColumn, CELLS.option_name);
    const value = reader.cell(valueColumn, CELLS.option_value);
    if (name !== null && value !== null) options.push([name, value]);
  }
  return options;
}
