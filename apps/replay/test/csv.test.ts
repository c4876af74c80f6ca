import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readCsv } from '../src/input/csv.ts';
import { InputError } from '../src/input/input-error.ts';
import { findOlistFiles } from '../src/olist/tables.ts';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'haat-csv-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(content: string | Buffer, columns: string[]) {
  const file = join(folder, 'table.csv');
  await writeFile(file, content);
  return readCsv(file, columns);
}

describe('CSV input', () => {
  it('reads plain and gzipped files with a byte order mark, and ignores columns it does not know', async () => {
    const text = '\uFEFFid,extra,name\r\n1,x,"a, b"\r\n2,y,"line\none"\r\n';
    const expected = [
      { id: '1', name: 'a, b', lineNumber: 2 },
      { id: '2', name: 'line\none', lineNumber: 4 },
    ];
    expect(await read(text, ['id', 'name'])).toEqual(expected);
    expect(await read(gzipSync(text), ['id', 'name'])).toEqual(expected);
  });

  it('names every missing column', async () => {
    await expect(read('id,name\n1,x\n', ['id', 'price', 'freight'])).rejects.toThrow(
      /lacks the columns price, freight/,
    );
  });

  it.each([
    ['a torn row', 'id,name\n1\n'],
    ['no rows', 'id,name\n'],
    ['half a gzip file', gzipSync('id,name\n1,x\n').subarray(0, 20)],
  ])('refuses %s', async (_what, content) => {
    await expect(read(content, ['id', 'name'])).rejects.toThrow(InputError);
  });

  it('names every missing file of an Olist folder', async () => {
    await writeFile(join(folder, 'olist_orders_dataset.csv.gz'), '');
    await expect(findOlistFiles(folder)).rejects.toThrow(
      /lacks olist_customers_dataset\.csv .*olist_sellers_dataset\.csv/,
    );
    await expect(findOlistFiles(join(folder, 'nowhere'))).rejects.toThrow(InputError);
  });
});
