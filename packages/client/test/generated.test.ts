import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { generateOperations } from '../generation/generate-operations.ts';
import * as documents from '../src/generated/operations.ts';

const source = new URL('../src/', import.meta.url);
const read = (path: string) => readFile(new URL(path, source), 'utf8');

describe('the generated documents', () => {
  it('are those of the schema and the operations; if not: npm run generate -w @haat/client', async () => {
    const { documents: made, trusted } = await generateOperations();
    expect(made).toBe(await read('generated/operations.ts'));
    expect(trusted).toBe(await read('generated/trusted-operations.json'));
  });

  it('carry the hash of their very text, under which a server is asked', () => {
    for (const { text, meta } of Object.values(documents)) {
      expect(createHash('sha256').update(text).digest('hex')).toBe(meta.hash);
    }
  });
});

describe('the client', () => {
  it('takes nothing from Node, so that it runs in browsers and on phones', async () => {
    const names = (await readdir(source, { recursive: true })).filter((name) => name.endsWith('.ts'));
    const texts = await Promise.all(names.map(async (name) => [name, await read(name)] as const));
    const tainted = texts.filter(([, text]) => /from 'node:|\bBuffer\b\.|\bprocess\./.test(text));
    expect(tainted.map(([name]) => name)).toEqual([]);
  });
});
