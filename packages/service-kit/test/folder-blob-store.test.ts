import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { createFolderBlobStore, readBlob } from '../src/blobs/index.ts';
import { blobStoreContract } from './blob-store.contract.ts';

const folders: string[] = [];
const aFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'haat-blobs-'));
  folders.push(folder);
  return folder;
};

afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

blobStoreContract('blobs in a folder', async () => createFolderBlobStore(await aFolder()));

describe('blobs in a folder, beyond the contract', () => {
  it('notices that bytes have changed on the disk', async () => {
    const folder = await aFolder();
    const blobs = createFolderBlobStore(folder);
    await blobs.put('a', Buffer.from('original'));
    const onDisk = await readFile(join(folder, 'a'));
    onDisk[0] = 0;
    await writeFile(join(folder, 'a'), onDisk);
    await expect(readBlob(blobs, 'a')).rejects.toThrow('not what was put');
  });

  it('takes away what a writer that died long ago has left, and nothing of one that may be at work', async () => {
    const folder = await aFolder();
    const unfinished = join(folder, '.unfinished');
    await mkdir(unfinished);
    await Promise.all(['old', 'new'].map((name) => writeFile(join(unfinished, name), 'half')));
    await utimes(join(unfinished, 'old'), new Date(0), new Date(0));
    await createFolderBlobStore(folder).put('a', Buffer.from('1'));
    expect(await readdir(unfinished)).toEqual(['new']);
  });

  it('leaves nothing unfinished behind', async () => {
    const folder = await aFolder();
    const blobs = createFolderBlobStore(folder);
    await blobs.put('a', Buffer.from('1'));
    expect(await readdir(join(folder, '.unfinished'))).toEqual([]);
  });
});
