import { termsOf } from '../text/terms.ts';
import type { Catalogue } from './catalogue.ts';
import { fieldsOf } from './document-fields.ts';
import { matchAny } from './match.ts';

/** The most telling words of a product are enough to find its like. */
const MAX_TERMS = 10;
const SAME_CATEGORY = 1.5;
const POPULARITY_SHARE = 0.05;

/** Products whose words are like this one's, those of its category before others. */
export function relatedTo(catalogue: Catalogue, productId: string, limit: number): string[] {
  const number = catalogue.numberOf(productId);
  if (number === undefined) return [];
  const { categories } = catalogue.at(number)!.document;
  const category = categories.at(-1)?.categoryId;
  const words = tellingTerms(catalogue, number).map((term) => ({ alternatives: [{ terms: [term], weight: 1 }] }));
  const { documents, scores } = matchAny(catalogue, words);
  return documents
    .filter((other) => other !== number)
    .map((other) => {
      const { document, popularity } = catalogue.at(other)!;
      const isAlike = category !== undefined && document.categories.at(-1)?.categoryId === category;
      const score = scores[other]! * (isAlike ? SAME_CATEGORY : 1) * (1 + POPULARITY_SHARE * popularity);
      return { id: document.productId, score };
    })
    .sort((a, b) => b.score - a.score || (a.id < b.id ? 1 : -1))
    .slice(0, limit)
    .map(({ id }) => id);
}

/** Words of title, kind and maker that some others have too, but few: a number of its own finds nothing like it. */
function tellingTerms(catalogue: Catalogue, number: number): string[] {
  const { title, kind, identity } = fieldsOf({ ...catalogue.at(number)!.document, skus: [] });
  const terms = new Set([...title, ...kind, ...identity].flatMap((text) => termsOf(text, 50)).map(({ term }) => term));
  return [...terms]
    .map((term) => ({ term, count: catalogue.documentsWith(term) }))
    .filter(({ count }) => count > 1)
    .sort((a, b) => a.count - b.count)
    .slice(0, MAX_TERMS)
    .map(({ term }) => term);
}
