import { buffer } from 'node:stream/consumers';
import type { BlobStore } from './blob-store.ts';

/** A blob that is small enough to be held in memory as a whole. */
export async function readBlob(blobs: BlobStore, key: string): Promise<Buffer | null> {
  const found = await blobs.get(key);
  return found === null ? null : buffer(found.stream);
}
