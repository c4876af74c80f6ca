import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';

const TAG_LENGTH = 8;

/**
 * A short name for what these files hold. Everything a run makes carries it, so that two runs of the same content are
 * the same run wherever the files lie, and runs of different content never meet.
 */
export async function contentTag(files: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const file of [...files].sort()) {
    hash.update(`${basename(file).replace(/\.gz$/, '')}\0`);
    for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  }
  return hash.digest('hex').slice(0, TAG_LENGTH);
}
