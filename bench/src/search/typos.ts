import { correctionsOf, Vocabulary } from '@haat/catalog/search';

const SHOWN = 3;

/** The share of wrong spellings whose right word is among the first suggestions; the known words are the right ones. */
export function shareCorrected(typos: ReadonlyMap<string, readonly string[]>): number {
  const vocabulary = new Vocabulary();
  for (const right of typos.keys()) vocabulary.add(right.toLowerCase());
  let corrected = 0;
  let total = 0;
  for (const [right, wrongs] of typos)
    for (const wrong of wrongs) {
      total += 1;
      const suggested = correctionsOf(vocabulary, wrong.toLowerCase(), SHOWN).map(({ word }) => word);
      if (suggested.includes(right.toLowerCase())) corrected += 1;
    }
  return corrected / total;
}
