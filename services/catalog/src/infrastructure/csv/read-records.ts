import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { ImportTooManyRows, ImportUnreadable } from '../../domain/transfer/transfer.errors.ts';
import { IMPORT_LIMITS } from '../../domain/transfer/product-import.ts';
import { COLUMNS, NEEDED } from './columns.ts';

/** A record with the line of the file on which it begins. */
export type CsvRecord = { readonly line: number; readonly cells: readonly string[] };

const CHUNK_BYTES = 65_536;
const MAX_CELL_LENGTH = 100_000;

function* chunksOf(file: Uint8Array): Generator<Buffer> {
  for (let start = 0; start < file.byteLength; start += CHUNK_BYTES)
    yield Buffer.from(file.buffer, file.byteOffset + start, Math.min(CHUNK_BYTES, file.byteLength - start));
}

/**
 * Reads a file record by record, the header first. It is parsed in small pieces, between which others have their turn.
 * @throws ImportUnreadable, ImportTooManyRows
 */
export async function* readRecords(file: Uint8Array): AsyncGenerator<CsvRecord> {
  const parser = Readable.from(chunksOf(file), { objectMode: false }).pipe(
    parse({ bom: true, info: true, relax_column_count: true, max_record_size: MAX_CELL_LENGTH }),
  );
  let line = 1;
  let count = -1;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      const begins = line;
      line = info.lines + 1;
      if (record.every((cell) => cell.trim() === '')) continue;
      count += 1;
      if (count > IMPORT_LIMITS.rows) throw new ImportTooManyRows(IMPORT_LIMITS.rows);
      yield { line: begins, cells: record };
    }
  } catch (error) {
    if (error instanceof CsvError) throw new ImportUnreadable('quotes', String(line));
    throw error;
  }
}

/** Which column stands where. */
export function readHeader(cells: readonly string[]): string[] {
  const names = cells.map((cell) => cell.trim().toLowerCase());
  for (const [index, name] of names.entries()) {
    if (!COLUMNS.includes(name)) throw new ImportUnreadable('known_columns', name.slice(0, 80));
    if (names.indexOf(name) !== index) throw new ImportUnreadable('columns_once', name);
  }
  const missing = NEEDED.find((name) => !names.includes(name));
  if (missing !== undefined) throw new ImportUnreadable('needed_columns', missing);
  return names;
}

export function checkEncoding(file: Uint8Array): void {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch {
    throw new ImportUnreadable('utf8', '');
  }
}
