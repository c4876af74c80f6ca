import type {
  SearchAnswer,
  SearchChange,
  SearchDocument,
  SearchIndex,
  SearchQuery,
  Suggestions,
  Synonyms,
} from '../../application/ports/search-index.ts';
import { Catalogue } from './index/catalogue.ts';
import { checksOf, FacetCounter } from './index/facets.ts';
import { highlightsOf } from './index/highlight.ts';
import { type Hit, pageOf, popularityOf, SORTS } from './index/hits.ts';
import { match, type QueryWord } from './index/match.ts';
import { correctedText } from './index/corrected-text.ts';
import { type PlannedWord, planQuery } from './index/query-plan.ts';
import { SynonymTable } from './index/synonym-table.ts';

/** How much what sells and pleases moves what fits about as well. */
const POPULARITY_SHARE = 0.02;

/** The index in this process' memory; see docs/adr/0013-search-in-process.md. */
export class InProcessSearchIndex implements SearchIndex {
  readonly #catalogue = new Catalogue();
  #synonyms = new SynonymTable([]);

  async apply(changes: readonly SearchChange[]): Promise<void> {
    for (const change of changes) {
      if (change.kind === 'put') this.#catalogue.put(change.document);
      else this.#catalogue.remove(change.productId);
    }
  }

  async useSynonyms(synonyms: Synonyms): Promise<void> {
    this.#synonyms = new SynonymTable(synonyms);
  }

  async search(query: SearchQuery): Promise<SearchAnswer> {
    const words = planQuery(this.#catalogue, this.#synonyms, query.text);
    const found = query.text.trim() === '' ? this.#everything() : this.#matching(words);
    const { hits, facets } = this.#filtered(found, query);
    const { direction } = SORTS[query.sort];
    const { page, next } = pageOf(hits, { direction, limit: query.limit, after: query.after });
    const terms = new Set(words.flatMap(({ alternatives }) => alternatives.flatMap((one) => one.terms)));
    return {
      hits: page.map(({ number, id }) => ({
        productId: id,
        highlights: highlightsOf(this.#catalogue.at(number)!, terms),
      })),
      next,
      total: hits.length,
      facets,
      ...correctionsFor(query.text, words, found.documents.length > 0),
    };
  }

  async suggest(): Promise<Suggestions> {
    return { completions: [], products: [], categories: [] };
  }

  async related(): Promise<readonly string[]> {
    return [];
  }

  #everything(): { documents: readonly number[]; scoreOf: (number: number) => number } {
    const documents: number[] = [];
    for (let number = 0; number < this.#catalogue.capacity; number += 1)
      if (this.#catalogue.at(number) !== null) documents.push(number);
    return { documents, scoreOf: (number) => popularityOf(this.#catalogue.at(number)!) };
  }

  #matching(words: readonly QueryWord[]) {
    const { documents, scores } = match(this.#catalogue, words);
    const scoreOf = (number: number) =>
      scores[number]! * (1 + POPULARITY_SHARE * popularityOf(this.#catalogue.at(number)!));
    return { documents, scoreOf };
  }

  #filtered(found: { documents: readonly number[]; scoreOf: (number: number) => number }, query: SearchQuery) {
    const checks = checksOf(query.filters);
    const { keyOf } = SORTS[query.sort];
    const counter = new FacetCounter();
    const hits: Hit[] = [];
    for (const number of found.documents) {
      const document = this.#catalogue.at(number)!;
      const failed = checks.filter(({ passes }) => !passes(document));
      if (failed.length <= 1) counter.count(document, failed[0]?.kind ?? null);
      if (failed.length === 0) hits.push(toHit(number, document, keyOf(document, found.scoreOf(number))));
    }
    return { hits, facets: counter.result() };
  }
}

const toHit = (number: number, { productId }: SearchDocument, key: number): Hit => ({ number, key, id: productId });

/** What was searched for in place of an unknown word; of a seldom one, only a question. */
function correctionsFor(text: string, words: readonly PlannedWord[], isFound: boolean) {
  const corrected = isFound ? correctedText(text, words) : null;
  const replaces = words.some(({ meant, isKnown }) => meant !== null && !isKnown);
  return { didYouMean: replaces ? null : corrected, correctedQuery: replaces ? corrected : null };
}
