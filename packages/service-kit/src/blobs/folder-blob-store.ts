import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PassThrough, Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type BlobStore, checkBlobKey, type StoredBlob } from './blob-store.ts';

const CHECKSUM_BYTES = 32;
/** No key can begin with a dot, so that nothing unfinished is ever taken for a blob. */
const UNFINISHED = '.unfinished';
const ABANDONED_AFTER_MS = 60 * 60 * 1000;

/**
 * Blobs in a folder. Each file ends with the SHA-256 of what comes before, so that content and checksum appear together,
 * by one rename.
 */
export function createFolderBlobStore(folder: string): BlobStore {
  const swept = sweep(join(folder, UNFINISHED)).catch(() => {});
  const pathOf = (key: string): string => {
    checkBlobKey(key);
    return join(folder, key);
  };
  return {
    async put(key, content) {
      const path = pathOf(key);
      await swept;
      const unfinished = join(folder, UNFINISHED, randomUUID());
      await Promise.all([mkdir(dirname(path), { recursive: true }), mkdir(dirname(unfinished), { recursive: true })]);
      try {
        const stored = await writeWithChecksum(unfinished, content);
        await rename(unfinished, path);
        await syncFolder(dirname(path));
        return stored;
      } catch (error) {
        await rm(unfinished, { force: true });
        throw error;
      }
    },
    get: (key) => readWithChecksum(pathOf(key)),
    exists: async (key) => (await orNull(stat(pathOf(key))))?.isFile() ?? false,
    delete: (key) => rm(pathOf(key), { force: true }),
  };
}

/** Takes away what writers have left that died long ago; another process may still be at what is new. */
async function sweep(folder: string): Promise<void> {
  for (const name of (await orNull(readdir(folder))) ?? []) {
    const entry = await orNull(stat(join(folder, name)));
    if (entry !== null && Date.now() - entry.mtimeMs > ABANDONED_AFTER_MS)
      await rm(join(folder, name), { force: true });
  }
}

async function writeWithChecksum(path: string, content: Uint8Array | Readable): Promise<StoredBlob> {
  const file = await open(path, 'wx', 0o600);
  try {
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const chunk of content instanceof Uint8Array ? [content] : content) {
      hash.update(chunk as Uint8Array);
      bytes += (chunk as Uint8Array).byteLength;
      await file.writeFile(chunk as Uint8Array);
    }
    const digest = hash.digest();
    await file.writeFile(digest);
    await file.sync();
    return { bytes, checksum: digest.toString('hex') };
  } finally {
    await file.close();
  }
}

async function readWithChecksum(path: string) {
  const file = await orNull(open(path, 'r'));
  if (file === null) return null;
  try {
    const entry = await file.stat();
    if (!entry.isFile()) return await closed(file);
    const bytes = entry.size - CHECKSUM_BYTES;
    if (bytes < 0) throw new Error('a blob has lost its end');
    const { buffer: digest } = await file.read({ buffer: Buffer.alloc(CHECKSUM_BYTES), position: bytes });
    const content = bytes === 0 ? Readable.from([]) : file.createReadStream({ start: 0, end: bytes - 1 });
    if (bytes === 0) await file.close();
    const stream = new PassThrough();
    // A reader that goes away early ends the pipeline too; what went wrong reaches it through the stream.
    void pipeline(content, verifying(digest), stream).catch(() => {});
    return { stream, bytes, checksum: digest.toString('hex') };
  } catch (error) {
    await file.close().catch(() => {});
    throw error;
  }
}

function verifying(expected: Buffer): Transform {
  const hash = createHash('sha256');
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
    flush: (done) => done(hash.digest().equals(expected) ? null : new Error('a blob is not what was put')),
  });
}

async function closed(file: FileHandle): Promise<null> {
  await file.close();
  return null;
}

/** The rename itself must survive a power cut. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
}

async function orNull<T>(wanted: Promise<T>): Promise<T | null> {
  try {
    return await wanted;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw error;
  }
}
