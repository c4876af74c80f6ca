/** What a slip costs. One that people make often, because it sounds or looks alike, costs less than a whole step. */
const ALIKE = ['iy', 'ckqs', 'cxs', 'sz', 'fv', 'vw', 'uw', 'mn', 'bp', 'dt', 'gj', 'kx', 'lr'];
const VOWELS = new Set([...'aeiouy'].map((letter) => letter.charCodeAt(0)));
const H = 'h'.charCodeAt(0);
const E = 'e'.charCodeAt(0);
/** Letters beyond are compared, but none of them is like another. */
const TABLE_SIZE = 128;

const VOWEL_FOR_VOWEL = 0.6;
const SOUNDS_ALIKE = 0.75;
/** A letter doubled or not: no slip costs less. */
export const LEAST_COST = 0.45;
const VOWEL = 0.8;
const SILENT = 0.7;
/** Two letters that changed places. */
export const SWAPPED = 0.6;
/** The first letter is seldom wrong. */
export const FIRST_LETTER = 0.5;

const REPLACING = new Float64Array(TABLE_SIZE * TABLE_SIZE).fill(1);
const setAlike = (letters: Iterable<number>, cost: number) => {
  for (const one of letters)
    for (const other of letters) REPLACING[one * TABLE_SIZE + other] = one === other ? 0 : cost;
};
for (const letters of ALIKE) setAlike(Buffer.from(letters), SOUNDS_ALIKE);
setAlike(VOWELS, VOWEL_FOR_VOWEL);

/** One letter for another; letters are UTF-16 units. */
export function replacing(one: number, other: number): number {
  if (one === other) return 0;
  return one < TABLE_SIZE && other < TABLE_SIZE ? REPLACING[one * TABLE_SIZE + other]! : 1;
}

/** A letter too many or too few, beside these neighbours; NaN stands for none. */
export function adding(letter: number, before: number, after: number): number {
  if (letter === before || letter === after) return LEAST_COST;
  if (letter === H || (letter === E && Number.isNaN(after))) return SILENT;
  return VOWELS.has(letter) ? VOWEL : 1;
}
