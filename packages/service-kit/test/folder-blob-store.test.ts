import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
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

  it('leaves nothing unfinished behind', async () => {
    const folder = await aFolder();
    const blobs = createFolderBlobStore(folder);
    await blobs.put('a', Buffer.from('1'));
    expect(await readdir(join(folder, '.unfinished'))).toEqual([]);
  });
});
