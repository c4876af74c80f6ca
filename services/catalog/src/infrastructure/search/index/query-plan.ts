import { type Correction, correctionsOf } from '../spelling/spelling.ts';
import { formsOf, isJoining } from '../text/languages.ts';
import { stem } from '../text/stem.ts';
import { measureAt } from '../text/terms.ts';
import { fold, type Word, wordsOf } from '../text/words.ts';
import type { Catalogue } from './catalogue.ts';
import type { Alternative, QueryWord } from './match.ts';
import type { SynonymTable } from './synonym-table.ts';

/** More words say no more, and each costs time. */
const MAX_WORDS = 12;
const MAX_CORRECTIONS = 3;
const MAX_COMPLETIONS = 50;
const MIN_COMPLETED = 3;
/** What stands for a word is worth less than the word itself. */
const CORRECTION = 0.9;
const CORRECTION_DECAY = 1.5;
const COMPLETION = 0.6;
const SYNONYM = 0.9;
const OTHER_FORM = 0.9;
/** A known word is doubted if it is seldom and another one, a slip away, is so many times as frequent. */
const DOUBTED_BELOW = 5;
const DOUBTED_TIMES = 100;

type Step = { readonly term: string; readonly typed: string; readonly start: number; readonly end: number };

export type PlannedWord = QueryWord & {
  /** Where it stands in what was typed. */
  readonly start: number;
  readonly end: number;
  /** The word that was probably meant, and whether the typed one is known at all. */
  readonly meant: string | null;
  readonly isKnown: boolean;
};

export type Knowledge = { readonly catalogue: Catalogue; readonly synonyms: SynonymTable };

/** The words of a query with all that may stand for each; a number with its unit is one, and so is a phrase with synonyms. */
export function planQuery({ catalogue, synonyms }: Knowledge, text: string, language?: string): PlannedWord[] {
  const steps = stepsOf(text);
  const terms = steps.map(({ term }) => term);
  const planned = new Map<string, PlannedWord>();
  for (let index = 0; index < steps.length; index += 1) {
    const step = steps[index]!;
    const same = synonyms.at(terms, index);
    const length = same?.length ?? 1;
    const key = terms.slice(index, index + length).join(' ');
    if (planned.has(key)) continue;
    const isLast = index + length === steps.length;
    if (same === null) planned.set(key, planWord(catalogue, step, { isLast, language }));
    else {
      const others = same.others.map((other): Alternative => ({ terms: other, weight: SYNONYM }));
      const alternatives = [{ terms: terms.slice(index, index + length), weight: 1 }, ...others];
      planned.set(key, { ...spanOf(steps, index, length), alternatives, meant: null, isKnown: true });
    }
    index += length - 1;
  }
  return withOptional([...planned.values()], text, language);
}

/** Words that only join others need not be found, unless there are no others. */
function withOptional(words: readonly PlannedWord[], text: string, language: string | undefined): PlannedWord[] {
  const marked = words.map((word) => ({
    ...word,
    isOptional: isJoining(fold(text.slice(word.start, word.end)), language),
  }));
  return marked.every(({ isOptional }) => isOptional) ? [...words] : marked;
}

const spanOf = (steps: readonly Step[], index: number, length: number) => ({
  start: steps[index]!.start,
  end: steps[index + length - 1]!.end,
});

function stepsOf(text: string): Step[] {
  const words = wordsOf(text, MAX_WORDS);
  const steps: Step[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index]!;
    const measured = measureAt(text, words, index);
    if (measured !== null && measured.end > word.end) index += 1;
    steps.push(stepOf(measured ?? word, measured === null ? stem(word.term) : measured.term));
  }
  return steps;
}

const stepOf = ({ term: typed, start, end }: Word, term: string): Step => ({ term, typed, start, end });

type Setting = { readonly isLast: boolean; readonly language: string | undefined };

function planWord(catalogue: Catalogue, { term, typed, start, end }: Step, { isLast, language }: Setting): PlannedWord {
  const known = catalogue.documentsWith(term);
  const forms = language === undefined ? [] : otherForms(catalogue, typed, language);
  const itself = known > 0 ? [{ terms: [term], weight: 1 }, ...forms] : forms;
  const completions = itself.length === 0 && isLast ? completionsOf(catalogue, typed) : [];
  const isDoubtful = known > 0 ? known < DOUBTED_BELOW : itself.length === 0 && completions.length === 0;
  const corrections = isDoubtful ? correctionsFor(catalogue, typed, term) : [];
  const [best] = corrections;
  const isKnown = itself.length > 0 || completions.length > 0;
  const place = { start, end, isKnown };
  if (best !== undefined && known * DOUBTED_TIMES <= best.count)
    return { ...place, meant: best.word, alternatives: withoutRepeats([...itself, ...weighed(corrections, best)]) };
  // Of an unknown language the endings fit too many words to be tried before a slip was looked for.
  const guessed = isKnown ? [] : otherForms(catalogue, typed, undefined);
  return { ...place, meant: null, alternatives: [...itself, ...completions, ...guessed] };
}

const weighed = (corrections: readonly Correction[], best: Correction): Alternative[] =>
  corrections.map(({ word, rank }) => ({
    terms: [stem(word)],
    weight: CORRECTION * Math.exp(-CORRECTION_DECAY * (rank - best.rank)),
  }));

function otherForms(catalogue: Catalogue, typed: string, language: string | undefined): Alternative[] {
  const terms = new Set(formsOf(typed, language).map(stem));
  return [...terms]
    .filter((term) => catalogue.documentsWith(term) > 0)
    .map((term) => ({ terms: [term], weight: OTHER_FORM }));
}

const correctionsFor = (catalogue: Catalogue, typed: string, term: string): Correction[] =>
  correctionsOf(catalogue.spelling, typed, MAX_CORRECTIONS).filter(({ word }) => stem(word) !== term);

function completionsOf(catalogue: Catalogue, typed: string): Alternative[] {
  if (typed.length < MIN_COMPLETED) return [];
  const terms = new Set(catalogue.words.beginningWith(typed, MAX_COMPLETIONS).map(stem));
  return [...terms].map((term) => ({ terms: [term], weight: COMPLETION }));
}

/** Of alternatives that come to the same term the best one, which stands first. */
function withoutRepeats(alternatives: readonly Alternative[]): Alternative[] {
  const seen = new Set<string>();
  return alternatives.filter(({ terms: [term] }) => !seen.has(term!) && seen.add(term!));
}
