import { stem } from './stem.ts';
import { type Word, wordsOf } from './words.ts';

const UNITS: ReadonlySet<string> = new Set(
  'gb tb mb kb ghz mhz hz mah wh w kw v kv a ma mm cm m km kg g mg l ml inch inches in ft oz lb mp dpi rpm ports port pack'.split(
    ' ',
  ),
);
const NUMBER = /^\d+(?:[.,]\d+)?$/;
const INCH_MARK = /^["″”]/;

/** A word as it is looked up, and as it was written; what is made of several words was not written so. */
export type Term = Word & { readonly word: string | null };

/**
 * The terms of a text. A number and its unit are one more term, so that `64 GB` and `64GB` mean the same, and so do
 * `17"` and `17 inch`.
 */
export function termsOf(text: string, limit?: number): Term[] {
  const words = wordsOf(text, limit);
  const terms: Term[] = [];
  words.forEach((word, index) => {
    terms.push({ term: stem(word.term), word: word.term, start: word.start, end: word.end });
    const measured = measureAt(text, words, index);
    if (measured !== null) terms.push({ ...measured, word: null });
  });
  return terms;
}

/** The number at this place joined with the unit behind it. */
export function measureAt(text: string, words: readonly Word[], index: number): Word | null {
  const number = words[index]!;
  if (!NUMBER.test(number.term)) return null;
  if (INCH_MARK.test(text.slice(number.end, number.end + 1)))
    return { term: `${number.term}inch`, start: number.start, end: number.end };
  const unit = words[index + 1];
  if (unit === undefined || unit.start - number.end > 1 || !UNITS.has(unit.term)) return null;
  const name = unit.term === 'inches' || unit.term === 'in' ? 'inch' : unit.term;
  return { term: `${number.term}${name}`, start: number.start, end: unit.end };
}
