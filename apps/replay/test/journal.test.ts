import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openJournal } from '../src/journal/journal.ts';

type Kinds = { store: { storeId: string }; order: { status: string } };

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'haat-journal-'));
  file = join(folder, 'deep', 'replay.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the journal', () => {
  it('remembers what was done when it is opened again; the last word counts', () => {
    const first = openJournal<Kinds>(file);
    expect(first.isEmpty).toBe(true);
    first.record('store', 'a', { storeId: '1' });
    first.record('order', 'a', { status: 'placed' });
    first.record('order', 'a', { status: 'settled' });
    first.close();
    const second = openJournal<Kinds>(file);
    expect(second.isEmpty).toBe(false);
    expect(second.get('store', 'a')).toEqual({ storeId: '1' });
    expect([...second.entries('order')]).toEqual([['a', { status: 'settled' }]]);
    expect(second.has('store', 'b')).toBe(false);
    second.close();
  });

  it('drops half a line that a kill left, and goes on after it', () => {
    const first = openJournal<Kinds>(file);
    first.record('store', 'a', { storeId: '1' });
    first.close();
    appendFileSync(file, '{"kind":"store","id":"b","val');
    const second = openJournal<Kinds>(file);
    expect(second.has('store', 'b')).toBe(false);
    second.record('store', 'c', { storeId: '3' });
    second.close();
    const third = openJournal<Kinds>(file);
    expect([...third.entries('store').keys()]).toEqual(['a', 'c']);
    third.close();
    expect(
      readFileSync(file, 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as { id: string }).id),
    ).toEqual(['a', 'c']);
  });

  it('begins anew beside the old file', () => {
    const journal = openJournal<Kinds>(file);
    journal.record('store', 'a', { storeId: '1' });
    journal.startAnew();
    expect(journal.isEmpty).toBe(true);
    journal.record('store', 'b', { storeId: '2' });
    journal.close();
    expect(readFileSync(`${file}.of-another-marketplace`, 'utf8')).toContain('"a"');
    expect(readFileSync(file, 'utf8')).not.toContain('"a"');
  });
});
