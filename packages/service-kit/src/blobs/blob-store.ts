import type { Readable } from 'node:stream';

export type Blob = {
  /** Read it to its end or destroy it. It fails at its end if the bytes are not those that were put. */
  readonly stream: Readable;
  readonly bytes: number;
  /** SHA-256 in hexadecimal. */
  readonly checksum: string;
};

export type StoredBlob = Omit<Blob, 'stream'>;

/**
 * Keeps files under names, for what is too large for a row. A blob is there completely or not at all: whoever reads while
 * another writes sees the old one or the new one, and a writer that dies leaves nothing to be seen. What `put` has
 * answered survives a crash. There are no transactions with the database: put blobs before the rows that name them, and
 * take rows away before the blobs.
 */
export interface BlobStore {
  /** @throws InvalidBlobKey */
  put(key: string, content: Uint8Array | Readable): Promise<StoredBlob>;
  get(key: string): Promise<Blob | null>;
  exists(key: string): Promise<boolean>;
  /** Deleting what is not there is no error. */
  delete(key: string): Promise<void>;
}

const SEGMENT = /^[a-z0-9]+(?:[._-][a-z0-9]+)*$/;
const MAX_KEY_LENGTH = 200;

/** Keys come from code, never from people; a bad one is a defect. */
export class InvalidBlobKey extends Error {
  constructor(key: string) {
    super(`"${key.slice(0, MAX_KEY_LENGTH)}" cannot be the key of a blob`);
    this.name = 'InvalidBlobKey';
  }
}

/**
 * A key is made of segments with a slash in between: lower-case letters and digits, with single dots, dashes or
 * underscores in between. So it is the same on every disk and in every bucket, and can never climb out of its folder.
 */
export function checkBlobKey(key: string): void {
  if (key.length > MAX_KEY_LENGTH || !key.split('/').every((segment) => SEGMENT.test(segment)))
    throw new InvalidBlobKey(key);
}
