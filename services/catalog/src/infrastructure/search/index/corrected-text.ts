import type { PlannedWord } from './query-plan.ts';

/** What was typed, with the words that were meant in place of those that were not; null if there is nothing to correct. */
export function correctedText(text: string, words: readonly PlannedWord[]): string | null {
  let corrected = '';
  let at = 0;
  for (const { start, end, meant } of words) {
    if (meant === null) continue;
    corrected += text.slice(at, start) + meant;
    at = end;
  }
  return at === 0 ? null : (corrected + text.slice(at)).trim().replaceAll(/\s+/g, ' ');
}
