import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import { InputError } from './input-error.ts';

/** One row by column, with the number of the line it begins on (the header is line 1). */
export type CsvRow<Column extends string> = Readonly<Record<Column, string>> & { readonly lineNumber: number };

const GZIP_MAGIC = 0x1f8b;

/**
 * Reads a CSV file with a header, plain or gzipped (told by its first bytes, not its name), with or without a byte order
 * mark. Columns that are not asked for are ignored; those that are missing are all named at once.
 */
export async function readCsv<Column extends string>(
  file: string,
  columns: readonly Column[],
): Promise<CsvRow<Column>[]> {
  const rows: CsvRow<Column>[] = [];
  const parser = parse({
    bom: true,
    columns: (header: string[]) => checkedHeader(file, header, columns),
    info: true,
    relax_quotes: true,
  });
  parser.on('data', ({ record, info }: { record: Record<string, string>; info: { lines: number } }) => {
    const row: Record<string, string | number> = { lineNumber: info.lines };
    for (const column of columns) row[column] = record[column]!;
    rows.push(row as CsvRow<Column>);
  });
  try {
    if (await isGzip(file)) await pipeline(createReadStream(file), createGunzip(), parser);
    else await pipeline(createReadStream(file), parser);
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`${file} cannot be read as CSV: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (rows.length === 0) throw new InputError(`${file} holds no rows.`);
  return rows;
}

function checkedHeader(file: string, header: string[], columns: readonly string[]): string[] {
  const trimmed = header.map((name) => name.trim());
  const missing = columns.filter((column) => !trimmed.includes(column));
  if (missing.length > 0)
    throw new InputError(`${file} lacks the column${missing.length > 1 ? 's' : ''} ${missing.join(', ')}.`);
  return trimmed;
}

async function isGzip(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer.readUInt16BE() === GZIP_MAGIC;
  } finally {
    await handle.close();
  }
}
