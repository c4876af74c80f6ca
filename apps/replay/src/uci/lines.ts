import { readCsv } from '../input/csv.ts';
import { microsToMinor, parseMicros } from '../input/decimal.ts';

const COLUMNS = [
  'InvoiceNo',
  'StockCode',
  'Description',
  'Quantity',
  'InvoiceDate',
  'UnitPrice',
  'CustomerID',
  'Country',
] as const;

type Column = (typeof COLUMNS)[number];

/** Why a line is refused: the field that is to blame and the rule that it breaks. */
export type Breach = { readonly field: Column; readonly rule: string };

/** One line of the file. What could not be read is zero or empty, and a breach says so. */
export type UciLine = {
  readonly lineNumber: number;
  readonly invoice: string;
  readonly isCancellation: boolean;
  /** In upper case: operators wrote the same code in both. */
  readonly stockCode: string;
  readonly description: string;
  readonly quantity: number;
  readonly priceMicros: bigint;
  /** Set when the price is a whole number of pence above zero. */
  readonly priceMinor: bigint | null;
  /** Sortable. */
  readonly at: string;
  readonly customerId: string | null;
  readonly country: string;
  readonly breaches: readonly Breach[];
};

export const valueOf = ({ quantity, priceMicros }: UciLine): bigint => BigInt(quantity) * priceMicros;

/** Reads the lines of a UCI Online Retail file, in the order of their time. */
export async function readUciLines(file: string): Promise<UciLine[]> {
  const rows = await readCsv(file, COLUMNS);
  return rows.map(lineFrom).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.lineNumber - b.lineNumber));
}

type Row = Readonly<Record<Column, string>> & { readonly lineNumber: number };

const SALE = /^\d+$/;
const CANCELLATION = /^C\d+$/i;

/** Judges one line by itself; whether a cancellation finds its sale is seen later. */
export function lineFrom(row: Row): UciLine {
  const breaches: Breach[] = [];
  const breach = (field: Column, rule: string) => void breaches.push({ field, rule });
  const invoice = row.InvoiceNo.trim().toUpperCase();
  const isCancellation = CANCELLATION.test(invoice);
  if (!isCancellation && !SALE.test(invoice)) breach('InvoiceNo', 'sale_or_cancellation');
  const stockCode = row.StockCode.trim().toUpperCase();
  if (stockCode === '') breach('StockCode', 'required');
  const quantity = quantityFrom(row.Quantity);
  if (quantity === null) breach('Quantity', 'whole_number');
  else if (isCancellation ? quantity >= 0 : quantity <= 0) breach('Quantity', isCancellation ? 'negative' : 'positive');
  const priceMicros = parseMicros(row.UnitPrice);
  if (priceMicros === null) breach('UnitPrice', 'decimal_number');
  else if (priceMicros <= 0n) breach('UnitPrice', 'positive');
  else if (microsToMinor(priceMicros) === null) breach('UnitPrice', 'two_decimals');
  const at = sortableTime(row.InvoiceDate);
  if (at === null) breach('InvoiceDate', 'date_and_time');
  const customerId = row.CustomerID.trim().replace(/\.0$/, '') || null;
  if (isCancellation && customerId === null) breach('CustomerID', 'known_for_a_return');
  return {
    lineNumber: row.lineNumber,
    invoice,
    isCancellation,
    stockCode,
    description: row.Description.trim(),
    quantity: quantity ?? 0,
    priceMicros: priceMicros ?? 0n,
    priceMinor: priceMicros !== null && priceMicros > 0n ? microsToMinor(priceMicros) : null,
    at: at ?? '',
    customerId,
    country: row.Country.trim(),
    breaches,
  };
}

const quantityFrom = (text: string): number | null => (/^[+-]?\d{1,9}$/.test(text.trim()) ? Number(text) : null);

/** `2010-12-01 08:26` as it stands, and `12/1/2010 8:26`, as the original workbook shows it, in the same form. */
function sortableTime(text: string): string | null {
  const iso = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2})?)/.exec(text.trim());
  if (iso !== null) return `${iso[1]} ${iso[2]}`;
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4}) (\d{1,2}):(\d{2})/.exec(text.trim());
  if (american === null) return null;
  const [, month, day, year, hour, minute] = american;
  return `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')} ${hour!.padStart(2, '0')}:${minute}`;
}
