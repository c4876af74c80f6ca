export type ShortLine = {
  readonly variantId: string;
  readonly title: string;
  readonly requested: number;
  readonly available: number;
};

/** Tells the buyer which products fall short, by name, so that no one has to guess what to change. */
export const shortageInWords = (lines: readonly ShortLine[]): string => lines.map(lineInWords).join(' ');

function lineInWords({ title, requested, available }: ShortLine): string {
  if (available <= 0) return `“${title}” is sold out.`;
  return `Only ${available} of “${title}” ${available === 1 ? 'is' : 'are'} left; you asked for ${requested}.`;
}
