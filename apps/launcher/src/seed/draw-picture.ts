import { crc32, deflateSync } from 'node:zlib';

type Colour = readonly [red: number, green: number, blue: number];
/** True where a point, counted from the middle in halves of the side, lies inside. */
type Shape = (x: number, y: number) => boolean;

const SIDE = 256;

const SHAPES: readonly Shape[] = [
  (x, y) => x * x + y * y < 0.36,
  (x, y) => Math.max(Math.abs(x), Math.abs(y)) < 0.5,
  (x, y) => Math.abs(x) + Math.abs(y) < 0.7,
  (x, y) => y > -0.55 && y < 0.5 && Math.abs(x) < (y + 0.55) * 0.6,
  (x, y) => x * x + y * y < 0.4 && x * x + y * y > 0.14,
];

/** A quiet picture of one shape on a gradient, as PNG. The same numbers give the same bytes. */
export function drawPicture(hue: number, shapeIndex: number): Buffer {
  const shape = SHAPES[shapeIndex % SHAPES.length]!;
  const [light, dark, accent] = [toColour(hue, 0.9), toColour(hue + 0.06, 0.72), toColour(hue + 0.45, 0.55)];
  const gradient = Array.from({ length: 2 * SIDE }, (_, step) => between(light, dark, step / (2 * SIDE)));
  const rows = Buffer.alloc(SIDE * (SIDE * 3 + 1));
  let at = 0;
  for (let row = 0; row < SIDE; row += 1) {
    // Each row begins with the number of its filter: none.
    at += 1;
    for (let column = 0; column < SIDE; column += 1) {
      const isInside = shape((column * 2) / SIDE - 1, (row * 2) / SIDE - 1);
      const colour = isInside ? accent : gradient[row + column]!;
      rows[at++] = colour[0];
      rows[at++] = colour[1];
      rows[at++] = colour[2];
    }
  }
  return toPng(rows);
}

const between = (from: Colour, to: Colour, share: number): Colour => [
  from[0] + (to[0] - from[0]) * share,
  from[1] + (to[1] - from[1]) * share,
  from[2] + (to[2] - from[2]) * share,
];

/** A soft colour: the hue in turns, the lightness from 0 to 1. */
function toColour(hue: number, lightness: number): Colour {
  const part = (turn: number) =>
    255 * (lightness + 0.22 * (1 - lightness + 0.3) * Math.cos((hue - turn) * 2 * Math.PI));
  return [part(0), part(1 / 3), part(2 / 3)].map((value) => Math.max(0, Math.min(255, value))) as unknown as Colour;
}

function toPng(rows: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(SIDE, 0);
  header.writeUInt32BE(SIDE, 4);
  // Eight bits a part, three parts a pixel.
  header.set([8, 2], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 3 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
