import { adding, FIRST_LETTER, LEAST_COST, replacing, SWAPPED } from './edit-costs.ts';
import type { Vocabulary } from './vocabulary.ts';

export type Correction = {
  readonly word: string;
  readonly cost: number;
  readonly count: number;
  readonly rank: number;
};

/** What a word may differ by: short words are other words after one slip. */
const maxCostOf = (length: number): number =>
  length <= 2 ? 0 : length === 3 ? 1 : length <= 5 ? 1.6 : length <= 8 ? 2.4 : 3;
/** How much a word that is ten times as frequent may be further away. */
const PER_TENFOLD = 0.15;
const ONE_SLIP = 1;
const MAX_LENGTH = 32;

/** What it costs to turn each beginning of the typed word into a beginning of a known one. */
type Row = { readonly costs: Float64Array; least: number };

/**
 * The known words that were most likely meant, best first: the least costly slips, frequent words a little before seldom
 * ones. It walks the words in their order and shares the work for common beginnings, so that what cannot fit any more
 * is left out as a whole; nothing has to be kept beside the vocabulary.
 */
export function correctionsOf(vocabulary: Vocabulary, typed: string, limit: number): Correction[] {
  const maxCost = maxCostOf(typed.length);
  if (maxCost === 0 || typed.length > MAX_LENGTH) return [];
  // Most slips are small, and looking for small ones only is many times as fast.
  const near = within(vocabulary, typed, Math.min(ONE_SLIP, maxCost));
  const found = near.length >= limit || maxCost <= ONE_SLIP ? near : within(vocabulary, typed, maxCost);
  return found.slice(0, limit);
}

function within(vocabulary: Vocabulary, typed: string, maxCost: number): Correction[] {
  const found: Correction[] = [];
  walk(vocabulary, typed, { maxCost, asBeginning: false }, (word, cost) => {
    const count = vocabulary.countOf(word);
    found.push({ word, cost, count, rank: cost - PER_TENFOLD * Math.log10(1 + count) });
  });
  found.sort((a, b) => a.rank - b.rank || (a.word < b.word ? -1 : 1));
  return found;
}

type Allowed = {
  readonly maxCost: number;
  /** What was typed is the beginning of a word. */
  readonly asBeginning: boolean;
};

/** Tells the words that what was typed can be turned into, each with the cost. */
export function walk(
  vocabulary: Vocabulary,
  typed: string,
  { maxCost, asBeginning }: Allowed,
  tell: (word: string, cost: number) => void,
): void {
  const { words } = vocabulary;
  const rows: Row[] = [firstRow(typed)];
  let shared = 0;
  for (let at = 0; at < words.length;) {
    const word = words[at]!;
    const dead = extend(rows, { typed, word, from: shared, maxCost });
    const filled = dead === 0 ? word.length : dead - 1;
    const cost = asBeginning ? costOfBeginning(rows, typed, filled) : costOfWhole(rows, typed, word, dead);
    if (cost <= maxCost) tell(word, cost);
    at = dead === 0 || cost <= maxCost ? at + 1 : behind(words, at, word.slice(0, dead));
    const next = words[at];
    shared = next === undefined ? 0 : Math.min(commonLength(word, next), filled);
  }
}

const costOfWhole = (rows: readonly Row[], typed: string, word: string, dead: number): number =>
  dead === 0 ? rows[word.length]!.costs[typed.length]! : Infinity;

function costOfBeginning(rows: readonly Row[], typed: string, filled: number): number {
  let least = Infinity;
  for (let depth = Math.max(1, typed.length - 1); depth <= filled; depth += 1)
    least = Math.min(least, rows[depth]!.costs[typed.length]!);
  return least;
}

/** The place behind all words with this beginning: doubling steps, because most of the time it is near. */
function behind(words: readonly string[], from: number, beginning: string): number {
  let step = 1;
  let low = from;
  while (low + step < words.length && words[low + step]!.startsWith(beginning)) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step, words.length);
  while (low + 1 < high) {
    const middle = (low + high) >>> 1;
    if (words[middle]!.startsWith(beginning)) low = middle;
    else high = middle;
  }
  return high;
}

/** Fills the rows of a word; answers the length of the beginning that cannot fit any more, or 0. */
function extend(
  rows: Row[],
  { typed, word, from, maxCost }: { typed: string; word: string; from: number; maxCost: number },
): number {
  const longest = typed.length + Math.floor(maxCost / LEAST_COST);
  for (let depth = from + 1; depth <= word.length; depth += 1) {
    if (depth > longest) return depth;
    const row = (rows[depth] ??= { costs: new Float64Array(MAX_LENGTH + 1), least: 0 });
    row.least = fillRow(rows, row.costs, { typed, word, depth });
    if (row.least > maxCost && rows[depth - 1]!.least + SWAPPED > maxCost) return depth;
  }
  return 0;
}

function fillRow(
  rows: readonly Row[],
  row: Float64Array,
  { typed, word, depth }: { typed: string; word: string; depth: number },
): number {
  const above = rows[depth - 1]!.costs;
  const letter = word.charCodeAt(depth - 1);
  const previous = word.charCodeAt(depth - 2);
  const missing = adding(letter, previous, word.charCodeAt(depth)) + (depth === 1 ? FIRST_LETTER : 0);
  let least = (row[0] = above[0]! + missing);
  for (let at = 1; at <= typed.length; at += 1) {
    const given = typed.charCodeAt(at - 1);
    const before = typed.charCodeAt(at - 2);
    let cost = above[at - 1]!;
    if (given !== letter) {
      const tooMany = row[at - 1]! + adding(given, before, typed.charCodeAt(at)) + (at === 1 ? FIRST_LETTER : 0);
      cost += replacing(given, letter) + (depth === 1 && at === 1 ? FIRST_LETTER : 0);
      cost = Math.min(cost, above[at]! + missing, tooMany);
      if (given === previous && before === letter)
        cost = Math.min(cost, rows[depth - 2]!.costs[at - 2]! + SWAPPED + (at === 2 ? FIRST_LETTER : 0));
    }
    row[at] = cost;
    if (cost < least) least = cost;
  }
  return least;
}

function firstRow(typed: string): Row {
  const row = new Float64Array(MAX_LENGTH + 1);
  for (let at = 1; at <= typed.length; at += 1) {
    const cost = adding(typed.charCodeAt(at - 1), typed.charCodeAt(at - 2), typed.charCodeAt(at));
    row[at] = row[at - 1]! + cost + (at === 1 ? FIRST_LETTER : 0);
  }
  return { costs: row, least: 0 };
}

function commonLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}
