import { type Correction, walk } from './spelling.ts';
import type { Vocabulary } from './vocabulary.ts';

const MIN_LENGTH = 4;
const MAX_COST = 1;

/** The known words whose beginning is a slip away from what was typed so far, frequent ones first. */
export function misspeltBeginningsOf(vocabulary: Vocabulary, typed: string, limit: number): Correction[] {
  if (typed.length < MIN_LENGTH) return [];
  const found: Correction[] = [];
  walk(vocabulary, typed, { maxCost: MAX_COST, asBeginning: true }, (word, cost) => {
    const count = vocabulary.countOf(word);
    found.push({ word, cost, count, rank: cost - Math.log10(1 + count) });
  });
  return found.sort((a, b) => a.rank - b.rank || (a.word < b.word ? -1 : 1)).slice(0, limit);
}
