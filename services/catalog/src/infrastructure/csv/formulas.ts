/** What a spreadsheet would take for a formula, with or without apostrophes in front. */
const FORMULA = /^'*[=+\-@\t\r＝＋－＠]/;

/** An apostrophe in front makes a spreadsheet show a cell instead of running it. */
export const protect = (cell: string): string => (FORMULA.test(cell) ? `'${cell}` : cell);

/** Takes back what {@link protect} put in front, so that a file comes back as it went. */
export const unprotect = (cell: string): string => (cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell);
