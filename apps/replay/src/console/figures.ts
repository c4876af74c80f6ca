import Table from 'cli-table3';

/**
 * One figure: what was recorded, and what Haat says. Where the right side is a sum, its addends are shown, so that both
 * sides can be checked by hand.
 */
export type Figure = {
  readonly name: string;
  readonly recorded: string;
  readonly haat: string;
  /** Shown below the figure, e.g. the addends; no part of the comparison. */
  readonly because?: string;
};

export type FigureSection = { readonly title: string; readonly figures: readonly Figure[] };

export const agrees = ({ recorded, haat }: Figure): boolean => recorded === haat;

/** All figures that differ, over all sections. */
export const differing = (sections: readonly FigureSection[]): Figure[] =>
  sections.flatMap(({ figures }) => figures.filter((figure) => !agrees(figure)));

const WIDTHS = [50, 16, 16, 9];
const FRAME = 1;
const WHOLE_WIDTH = WIDTHS.reduce((sum, width) => sum + width + FRAME, -FRAME);

/** Draws the table of recorded against Haat's own figures. */
export function drawFigures(sections: readonly FigureSection[]): string {
  const table = new Table({
    head: ['figure', 'recorded', 'Haat', ''],
    colAligns: ['left', 'right', 'right', 'left'],
    colWidths: WIDTHS,
    style: { head: [], border: [], compact: true },
  });
  for (const { title, figures } of sections) {
    table.push([{ content: title.toUpperCase(), colSpan: 4 }]);
    for (const figure of figures) {
      table.push([figure.name, figure.recorded, figure.haat, agrees(figure) ? 'ok' : 'DIFFERS']);
      for (const line of wrapped(figure.because ?? '')) table.push([{ content: `   ${line}`, colSpan: 4 }]);
    }
  }
  return table.toString();
}

/** Breaks an explanation between its addends, so that it stays within the table. */
function wrapped(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(/(?<= [+·-]) |(?<=,) /)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < WHOLE_WIDTH - 8) lines[lines.length - 1] = `${last} ${word}`;
    else if (word !== '') lines.push(word);
  }
  return lines;
}

/** `46808737` → `468,087.37`. */
export function amount(minor: bigint): string {
  const digits = (minor < 0n ? -minor : minor).toString().padStart(3, '0');
  return `${minor < 0n ? '-' : ''}${grouped(digits.slice(0, -2))}.${digits.slice(-2)}`;
}

/** `3024` → `3,024`. */
export const count = (value: number): string => grouped(String(value));

const grouped = (digits: string): string => digits.replaceAll(/\B(?=(\d{3})+$)/g, ',');
