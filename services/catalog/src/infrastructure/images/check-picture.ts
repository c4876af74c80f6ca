import { fileTypeFromBuffer } from 'file-type';
import type { SentFile } from '../../application/ports/pictures.ts';
import { MediaEmpty, MediaWrongType } from '../../domain/media/media.errors.ts';

type Kind = { readonly mediaTypes: readonly string[]; readonly extensions: readonly string[] };

/** What sharp calls a format, and what senders call it. */
const KINDS: Readonly<Record<string, Kind>> = {
  jpeg: { mediaTypes: ['image/jpeg', 'image/jpg', 'image/pjpeg'], extensions: ['jpg', 'jpeg', 'jpe', 'jfif'] },
  png: { mediaTypes: ['image/png', 'image/apng'], extensions: ['png', 'apng'] },
  webp: { mediaTypes: ['image/webp'], extensions: ['webp'] },
  heif: { mediaTypes: ['image/avif'], extensions: ['avif'] },
  gif: { mediaTypes: ['image/gif'], extensions: ['gif'] },
};

/** Claims that claim nothing. */
const ANY_TYPE = ['', 'application/octet-stream', 'image/*', '*/*'];

/**
 * Finds out by its first bytes what a file is; what it is called only has to agree.
 * @returns the format that the decoder must find too
 */
export async function checkKind({ file, mediaType = '', fileName = '' }: SentFile): Promise<string> {
  if (file.byteLength === 0) throw new MediaEmpty();
  const detected = (await fileTypeFromBuffer(file).catch(() => undefined))?.mime;
  const found = Object.entries(KINDS).find(([, kind]) => detected !== undefined && kind.mediaTypes.includes(detected));
  if (found === undefined) throw new MediaWrongType('known_picture');
  const [format, { mediaTypes, extensions }] = found;
  const claimed = mediaType.split(';')[0]!.trim().toLowerCase();
  if (!ANY_TYPE.includes(claimed) && !mediaTypes.includes(claimed)) throw new MediaWrongType('type_agrees');
  const extension = /\.([^./\\]+)$/.exec(fileName.trim())?.[1]?.toLowerCase();
  if (extension !== undefined && !extensions.includes(extension)) throw new MediaWrongType('extension_agrees');
  if (isPolyglot(file)) throw new MediaWrongType('single_format');
  return format;
}

const ACTIVE = /<script|<!doctype|<html|<svg|<\?php|<iframe|javascript:/i;
const PDF_IN_FIRST_BYTES = 1024;
const ZIP_IN_LAST_BYTES = 65_557;
const ZIP_END = Buffer.from([0x50, 0x4b, 0x05, 0x06]);

/**
 * A picture that is a page, a program, a PDF or an archive too. What we show is drawn anew and would lose that part, but
 * nobody sends such a file by mistake.
 */
function isPolyglot(file: Uint8Array): boolean {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  return (
    ACTIVE.test(bytes.toString('latin1')) ||
    bytes.subarray(0, PDF_IN_FIRST_BYTES).includes('%PDF-') ||
    bytes.subarray(-ZIP_IN_LAST_BYTES).includes(ZIP_END)
  );
}
