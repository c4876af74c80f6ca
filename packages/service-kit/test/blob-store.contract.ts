import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { type BlobStore, InvalidBlobKey, readBlob } from '../src/blobs/index.ts';

/** What every store of blobs must do, wherever the bytes lie. `createStore` gives an empty one. */
export function blobStoreContract(name: string, createStore: () => Promise<BlobStore>): void {
  describe(name, () => {
    let blobs: BlobStore;
    beforeEach(async () => void (blobs = await createStore()));

    it.each([0, 1, 65_536, 3_000_001])('gives %i bytes back as they were put', async (size) => {
      const content = randomBytes(size);
      const stored = await blobs.put('a/b.bin', content);
      const found = await blobs.get('a/b.bin');
      expect({ bytes: found!.bytes, checksum: found!.checksum }).toEqual(stored);
      expect(stored.bytes).toBe(size);
      expect((await buffer(found!.stream)).equals(content)).toBe(true);
    });

    it('takes a stream', async () => {
      const parts = [randomBytes(10), randomBytes(200_000)];
      const stored = await blobs.put('streamed', Readable.from(parts));
      expect(stored).toEqual(await blobs.put('at-once', Buffer.concat(parts)));
      expect((await readBlob(blobs, 'streamed'))!.equals(Buffer.concat(parts))).toBe(true);
    });

    it('knows what is there and what is not', async () => {
      expect([await blobs.exists('x/y'), await blobs.get('x/y')]).toEqual([false, null]);
      await blobs.put('x/y', Buffer.from('1'));
      expect([await blobs.exists('x/y'), await blobs.exists('x'), await blobs.get('x')]).toEqual([true, false, null]);
      await blobs.delete('x/y');
      await blobs.delete('x/y');
      expect([await blobs.exists('x/y'), await blobs.get('x/y')]).toEqual([false, null]);
    });

    it('replaces as a whole: a reader of the old one reads it to its end', async () => {
      const [old, next] = [randomBytes(2_000_000), randomBytes(2_000_000)];
      await blobs.put('k', old);
      const reading = await blobs.get('k');
      await blobs.put('k', next);
      expect((await buffer(reading!.stream)).equals(old)).toBe(true);
      expect((await readBlob(blobs, 'k'))!.equals(next)).toBe(true);
    });

    it('keeps nothing of a stream that breaks off', async () => {
      async function* broken() {
        yield randomBytes(100_000);
        throw new Error('the sender went away');
      }
      await expect(blobs.put('broken', Readable.from(broken()))).rejects.toThrow('the sender went away');
      expect(await blobs.exists('broken')).toBe(false);
    });

    it('lets many write the same key at once, and keeps one of them whole', async () => {
      const contents = Array.from({ length: 8 }, () => randomBytes(300_000));
      await Promise.all(contents.map((content) => blobs.put('same', content)));
      const kept = await readBlob(blobs, 'same');
      expect(contents.filter((content) => content.equals(kept!))).toHaveLength(1);
    });

    const BAD = ['', '/', 'a/', '/a', '../a', 'a/../b', 'a//b', '.a', 'A', 'a b', 'a\u0000', 'ä', 'a\\b', 'a..b'];
    it.each([...BAD, 'a'.repeat(201)])('refuses the key %j', async (key) => {
      await expect((async () => blobs.put(key, Buffer.from('1')))()).rejects.toThrow(InvalidBlobKey);
      await expect((async () => blobs.get(key))()).rejects.toThrow(InvalidBlobKey);
    });

    it('takes a key of 200 characters', async () => {
      const key = `${'a'.repeat(99)}/${'b'.repeat(100)}`;
      await blobs.put(key, Buffer.from('1'));
      expect(await blobs.exists(key)).toBe(true);
    });
  });
}
