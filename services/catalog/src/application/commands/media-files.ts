import type { Media } from '../../domain/media/media.ts';
import type { FileGroup } from '../ports/files.ts';

export const folderOf = (mediaId: string): string => `media/${mediaId}`;

export const nameOf = (width: number): string => `${width}.webp`;

export const filesOf = ({ mediaId, widths }: Pick<Media, 'mediaId' | 'widths'>): FileGroup => ({
  folder: folderOf(mediaId),
  names: widths.map(nameOf),
});
