import { MediaNotFound } from '../../domain/media/media.errors.ts';
import { folderOf, nameOf } from '../commands/media-files.ts';
import type { Files } from '../ports/files.ts';

/**
 * The bytes of a picture in one of its widths. Whoever knows the address may see it: the id cannot be guessed, and what an
 * address shows never changes.
 */
export function createGetMedia({ files }: { files: Files }) {
  return async (mediaId: string, width: number): Promise<Uint8Array> => {
    const found = await files.read(folderOf(mediaId), nameOf(width));
    if (found === null) throw new MediaNotFound(mediaId);
    return found;
  };
}
