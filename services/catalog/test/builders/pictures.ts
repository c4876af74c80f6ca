import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';

type Shape = { width?: number; height?: number; format?: 'jpeg' | 'png' | 'webp' | 'avif' | 'gif' };

/** A picture that is no plain colour, so that every part of it has bytes. */
export function aPicture({ width = 400, height = 300, format = 'jpeg' }: Shape = {}): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#3a7' } })
    .composite([{ input: { create: { width: 1, height, channels: 3, background: '#a37' } }, left: 0, top: 0 }])
    .toFormat(format)
    .toBuffer();
}

/** Made on its side, with a place on Earth and a camera in its metadata, as telephones do. */
export const aPhotoFromATelephone = (): Promise<Buffer> =>
  sharp({ create: { width: 400, height: 300, channels: 3, background: '#357' } })
    .jpeg()
    .withExif({ IFD0: { Make: 'Secret Camera' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '41/1 9/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .toBuffer();

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** A PNG of some kilobytes that says it unfolds to so many grey pixels. */
export function aBomb(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(10_000_000), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A complete archive with nothing in it: the end of a ZIP. */
export const EMPTY_ZIP = Buffer.concat([Buffer.from('PK\x05\x06', 'latin1'), Buffer.alloc(18)]);
