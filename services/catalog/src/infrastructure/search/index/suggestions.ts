import type { Range, Suggestions } from '../../../application/ports/search-index.ts';
import { stem } from '../text/stem.ts';
import { wordsOf } from '../text/words.ts';
import { type Beginning, beginningAmong, beginningIn } from './beginning.ts';
import type { Catalogue } from './catalogue.ts';
import { completionsOf } from './completions.ts';
import { correctedText } from './corrected-text.ts';
import type { Entry } from './entry.ts';
import { type Alternative, match } from './match.ts';
import { type Knowledge, planQuery } from './query-plan.ts';

const MAX_WORDS = 12;
/** Completions are taken from the titles of the best hits. */
const MAX_TITLES = 500;
const POPULARITY_SHARE = 0.05;
/** A word that goes on is worth less than one that is complete. */
const UNFINISHED = 0.7;

/** Completes the last word of a text, keeping to what goes with the words before it. */
export function suggestionsFor(
  knowledge: Knowledge,
  { text, language, limit }: { text: string; language?: string | undefined; limit: number },
): Suggestions {
  const { catalogue } = knowledge;
  const typed = wordsOf(text, MAX_WORDS);
  const last = typed.at(-1);
  if (last === undefined) return { completions: [], products: [], categories: [] };
  const before = text.slice(0, last.start);
  const earlier = planQuery(knowledge, before, language);
  const beginning =
    earlier.length === 0
      ? beginningIn(catalogue, last.term)
      : beginningAmong(catalogue, last.term, {
          documents: match(catalogue, earlier).documents,
          before: earlier.at(-1)!.meant ?? typed.at(-2)!.term,
        });
  const found = match(catalogue, [...earlier, { alternatives: alternativesOf(catalogue, beginning) }]);
  const entries = bestOf(catalogue, found);
  const terms = new Set(earlier.flatMap(({ alternatives }) => alternatives.flatMap((one) => one.terms)));
  const titles = entries.map(({ titleWords }) => titleWords);
  return {
    completions: completionsOf(titles, beginning, { before: correctedText(before, earlier) ?? before.trim(), limit }),
    products: entries.slice(0, limit).map(({ document: { productId, title } }) => ({
      productId,
      ranges: rangesIn(title, terms, beginning),
    })),
    categories: categoriesOf(
      found.documents.map((number) => catalogue.at(number)!),
      limit,
    ),
  };
}

/** The best hits in order. Of thousands only so many are sorted by more than a number, which is what a short beginning costs most. */
function bestOf(catalogue: Catalogue, { documents, scores }: ReturnType<typeof match>): Entry[] {
  const weights = Float64Array.from(
    documents,
    (number) => scores[number]! * (1 + POPULARITY_SHARE * catalogue.at(number)!.popularity),
  );
  const least = documents.length > MAX_TITLES ? weights.toSorted()[documents.length - MAX_TITLES]! : 0;
  return documents
    .flatMap((number, at) => (weights[at]! >= least ? [{ entry: catalogue.at(number)!, score: weights[at]! }] : []))
    .sort((a, b) => b.score - a.score || (a.entry.document.productId < b.entry.document.productId ? 1 : -1))
    .slice(0, MAX_TITLES)
    .map(({ entry }) => entry);
}

/** Among words that go on as typed the frequent ones come first, although seldom ones tell more of a document. */
function alternativesOf(catalogue: Catalogue, { typed, words }: Beginning): Alternative[] {
  const counts = new Map<string, number>();
  for (const word of words) {
    const term = stem(word);
    counts.set(term, Math.max(catalogue.words.countOf(word), counts.get(term) ?? 1));
  }
  const most = Math.max(1, ...counts.values());
  const unfinished = [...counts].map(([term, count]) => ({
    terms: [term],
    weight: UNFINISHED * Math.sqrt(count / most),
  }));
  return [{ terms: [stem(typed)], weight: 1 }, ...unfinished.filter(({ terms: [term] }) => term !== stem(typed))];
}

/** The words before, and of the last one as much as was typed. */
function rangesIn(title: string, terms: ReadonlySet<string>, { typed, words }: Beginning): Range[] {
  return wordsOf(title).flatMap(({ term, start, end }) => {
    if (terms.has(stem(term))) return [{ start, end }];
    if (!words.has(term) && term !== typed) return [];
    return [{ start, end: term.startsWith(typed) ? Math.min(end, start + typed.length) : end }];
  });
}

function categoriesOf(entries: readonly Entry[], limit: number): Suggestions['categories'] {
  const counts = new Map<string, { categoryId: string; name: string; count: number }>();
  for (const { document } of entries) {
    const category = document.categories.at(-1);
    if (category === undefined) continue;
    const counted = counts.get(category.categoryId) ?? { ...category, count: 0 };
    counted.count += 1;
    counts.set(category.categoryId, counted);
  }
  return [...counts.values()].sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1)).slice(0, limit);
}
