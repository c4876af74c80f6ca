import { parseMinor } from '../input/decimal.ts';
import { InputError } from '../input/input-error.ts';

type Row = { readonly lineNumber: number };

/** Reads the fields of one table's rows; a fault names table, line and column. */
export function fieldsOf(table: string) {
  const fault = (row: Row, column: string, problem: string): never => {
    throw new InputError(`${table}, line ${row.lineNumber}: ${column} ${problem}.`);
  };
  return {
    fault,
    amount<Column extends string>(row: Row & Readonly<Record<Column, string>>, column: Column): bigint {
      const minor = parseMinor(row[column]);
      if (minor === null || minor < 0n)
        return fault(row, column, `is no amount of zero or more with at most two decimals: "${row[column]}"`);
      return minor;
    },
    whole<Column extends string>(row: Row & Readonly<Record<Column, string>>, column: Column): number {
      if (!/^\d{1,9}$/.test(row[column])) return fault(row, column, `is no whole number: "${row[column]}"`);
      return Number(row[column]);
    },
  };
}
