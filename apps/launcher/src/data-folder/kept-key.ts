import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';

/**
 * A key that is made at the first start and kept in a file of its own, which only its user can read. Without it, what it
 * sealed is lost: it belongs into backups, apart from those of the databases.
 * @throws Error when the file holds something else than such a key
 */
export async function keptKey(file: string, bytes: number): Promise<Uint8Array> {
  const known = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (known !== null) return decoded(known, { file, bytes });
  const made = randomBytes(bytes);
  // Written beside and renamed, so that a power cut leaves no half of a key.
  await writeFile(`${file}.new`, `${made.toString('base64url')}\n`, { mode: 0o600, flush: true });
  await rename(`${file}.new`, file);
  return made;
}

function decoded(text: string, { file, bytes }: { readonly file: string; readonly bytes: number }): Uint8Array {
  const key = Buffer.from(text.trim(), 'base64url');
  if (key.length !== bytes) throw new Error(`${file} holds no key of ${bytes} bytes`);
  return key;
}
