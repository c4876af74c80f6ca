/** A picture of a product. Its bytes are blobs, one for each width. */
export type Media = {
  readonly mediaId: string;
  /** What it shows, in words. */
  readonly alt: string;
  readonly width: number;
  readonly height: number;
  /** A thumbhash in base64. */
  readonly placeholder: string;
  /** The widths in which it is kept, ascending. */
  readonly widths: readonly number[];
};

export const MAX_MEDIA = 12;

const WIDTHS = [160, 320, 640, 1280] as const;
const WIDEST = WIDTHS.at(-1)!;

/** In which widths a picture is kept: none is wider than the original, and a small original is kept in its own width. */
export const widthsOf = (width: number): number[] => [
  ...WIDTHS.filter((step) => step < width),
  ...(width <= WIDEST ? [width] : []),
];

/** Limits of what a file may declare before any of it is decoded. */
export const PICTURE_LIMITS = { pixels: 50_000_000, sidePixels: 16_000 } as const;
