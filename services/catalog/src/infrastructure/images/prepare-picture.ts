import { findDomainError } from '@haat/domain';
import sharp, { type Sharp } from 'sharp';
import { rgbaToThumbHash } from 'thumbhash';
import type { Pictures, PreparedPicture, SentFile } from '../../application/ports/pictures.ts';
import { MediaBroken, MediaBusy, MediaTooLarge, MediaWrongType } from '../../domain/media/media.errors.ts';
import { PICTURE_LIMITS, widthsOf } from '../../domain/media/media.ts';
import { checkKind } from './check-picture.ts';
import { createLimiter } from './limiter.ts';

const MAX_ACTIVE = 2;
const MAX_WAITING = 32;
const TIMEOUT_S = 20;
const QUALITY = 80;
/** A thumbhash is made of at most so many pixels a side. */
const PLACEHOLDER_SIDE = 64;

/** Pictures by libvips, which works on threads of its own: the event loop only waits. */
export function createPictures(): Pictures {
  const limited = createLimiter({ maxActive: MAX_ACTIVE, maxWaiting: MAX_WAITING }, () => new MediaBusy());
  return { prepare: (sent) => limited(() => orBroken(prepare(sent))) };
}

async function prepare(sent: SentFile): Promise<PreparedPicture> {
  const format = await checkKind(sent);
  const { width, height } = await declaredSize(sent.file, format);
  const widths = widthsOf(width);
  // Decoded once, upright and in its widest form; what follows is made from that. Only pixels come through.
  const { data, info } = await open(sent.file)
    .autoOrient()
    .resize({ width: widths.at(-1)!, withoutEnlargement: true })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const pixels = () => sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });
  const renditions = [];
  for (const step of widths) {
    const content = await pixels().resize({ width: step }).webp({ quality: QUALITY, effort: 3 }).toBuffer();
    renditions.push({ width: step, content });
  }
  return { width, height, placeholder: await placeholderOf(pixels()), renditions };
}

const open = (file: Uint8Array): Sharp =>
  sharp(file, { failOn: 'error', limitInputPixels: PICTURE_LIMITS.pixels, pages: 1 }).timeout({ seconds: TIMEOUT_S });

/** Reads the header only, so that a small file which declares a huge picture is refused before it unfolds. */
async function declaredSize(file: Uint8Array, format: string): Promise<{ width: number; height: number }> {
  const declared = await sharp(file, { limitInputPixels: false, pages: 1 }).metadata();
  if (declared.format !== format) throw new MediaWrongType('known_picture');
  const { width, height } = declared.autoOrient;
  const { pixels, sidePixels } = PICTURE_LIMITS;
  if (width > sidePixels || height > sidePixels || width * height > pixels) throw new MediaTooLarge(width, height);
  return { width, height };
}

async function placeholderOf(picture: Sharp): Promise<string> {
  const { data, info } = await picture
    .resize({ width: PLACEHOLDER_SIDE, height: PLACEHOLDER_SIDE, fit: 'inside' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return Buffer.from(rgbaToThumbHash(info.width, info.height, data)).toString('base64');
}

/** Whatever the decoder stumbles over is the file's fault, not ours; that it took too long may be ours. */
async function orBroken<T>(prepared: Promise<T>): Promise<T> {
  try {
    return await prepared;
  } catch (error) {
    const isSlow = error instanceof Error && error.message.startsWith('timeout');
    throw findDomainError(error) ?? (isSlow ? new MediaBusy() : new MediaBroken());
  }
}
