import { describe, expect, it } from '@jest/globals';
import { grouped, inOneOrder, sideBySide } from '../src/database/merge.ts';

async function* of<T>(...rows: T[]) {
  yield* rows;
}

const all = async <T>(stream: AsyncIterable<T>): Promise<T[]> => {
  const rows: T[] = [];
  for await (const row of stream) rows.push(row);
  return rows;
};

describe('streams side by side', () => {
  const key = (row: string) => row.charAt(0);

  it('pairs what both have and leaves null where one lacks it', async () => {
    expect(await all(sideBySide(of('a1', 'c1', 'd1'), of('b2', 'c2'), { left: key, right: key }))).toEqual([
      { key: 'a', left: 'a1', right: null },
      { key: 'b', left: null, right: 'b2' },
      { key: 'c', left: 'c1', right: 'c2' },
      { key: 'd', left: 'd1', right: null },
    ]);
  });

  it('ends with the longer of two, and at once when both are empty', async () => {
    expect(await all(sideBySide(of<string>(), of('x'), { left: key, right: key }))).toEqual([
      { key: 'x', left: null, right: 'x' },
    ]);
    expect(await all(sideBySide(of<string>(), of<string>(), { left: key, right: key }))).toEqual([]);
  });

  it('makes one order of several', async () => {
    expect(
      await all(
        inOneOrder([of<string>('a', 'd', 'e'), of<string>(), of<string>('b', 'd'), of<string>('c')], (row) => row),
      ),
    ).toEqual(['a', 'b', 'c', 'd', 'd', 'e']);
  });

  it('gathers consecutive rows of one key', async () => {
    expect(await all(grouped(of('a1', 'a2', 'b1'), key))).toEqual([['a1', 'a2'], ['b1']]);
    expect(await all(grouped(of<string>(), key))).toEqual([]);
  });
});
