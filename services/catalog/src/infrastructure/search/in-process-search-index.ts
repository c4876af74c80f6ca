import type {
  SearchAnswer,
  SearchChange,
  SearchIndex,
  SearchQuery,
  Suggestions,
  Synonyms,
} from '../../application/ports/search-index.ts';
import { Catalogue } from './index/catalogue.ts';
import type { Entry } from './index/entry.ts';
import { FacetCounter } from './index/facets.ts';
import { checksOf, failedKind } from './index/filters.ts';
import { highlightsOf } from './index/highlight.ts';
import { type Hit, pageOf, SORTS } from './index/hits.ts';
import { match, type QueryWord } from './index/match.ts';
import { correctedText } from './index/corrected-text.ts';
import { type PlannedWord, planQuery } from './index/query-plan.ts';
import { relatedTo } from './index/related.ts';
import { suggestionsFor } from './index/suggestions.ts';
import { SynonymTable } from './index/synonym-table.ts';

/** How much what sells and pleases moves what fits about as well. */
const POPULARITY_SHARE = 0.02;
const MAX_REMEMBERED = 2_000;

/** The index in this process' memory; see docs/adr/0013-search-in-process.md. */
export class InProcessSearchIndex implements SearchIndex {
  readonly #catalogue = new Catalogue();
  #synonyms = new SynonymTable([]);
  /** What everybody types first is the same few letters, and costs most; forgotten with each change. */
  readonly #suggested = new Map<string, Suggestions>();

  async apply(changes: readonly SearchChange[]): Promise<void> {
    if (changes.length > 0) this.#suggested.clear();
    for (const change of changes) {
      if (change.kind === 'put') this.#catalogue.put(change.document);
      else this.#catalogue.remove(change.productId);
    }
  }

  async useSynonyms(synonyms: Synonyms): Promise<void> {
    this.#synonyms = new SynonymTable(synonyms);
    this.#suggested.clear();
  }

  async search(query: SearchQuery): Promise<SearchAnswer> {
    const words = planQuery({ catalogue: this.#catalogue, synonyms: this.#synonyms }, query.text, query.language);
    const found = query.text.trim() === '' ? everything(this.#catalogue) : matching(this.#catalogue, words);
    const { hits, facets } = filtered(this.#catalogue, found, query);
    const { direction } = SORTS[query.sort];
    const { page, next } = pageOf(hits, { direction, limit: query.limit, after: query.after });
    const terms = new Set(words.flatMap(({ alternatives }) => alternatives.flatMap((one) => one.terms)));
    return {
      hits: page.map(({ number, id }) => ({
        productId: id,
        highlights: highlightsOf(this.#catalogue.at(number)!.document, terms),
      })),
      next,
      total: hits.length,
      facets,
      ...correctionsFor(query.text, words, found.hasAll),
    };
  }

  async suggest(query: { text: string; language?: string | undefined; limit: number }): Promise<Suggestions> {
    const key = `${query.limit} ${query.language ?? ''} ${query.text}`;
    const known = this.#suggested.get(key);
    if (known !== undefined) return known;
    const made = suggestionsFor({ catalogue: this.#catalogue, synonyms: this.#synonyms }, query);
    if (this.#suggested.size >= MAX_REMEMBERED) this.#suggested.clear();
    this.#suggested.set(key, made);
    return made;
  }

  async related(productId: string, limit: number): Promise<readonly string[]> {
    return relatedTo(this.#catalogue, productId, limit);
  }
}

type Found = {
  readonly documents: readonly number[];
  readonly hasAll: boolean;
  readonly scoreOf: (number: number, entry: Entry) => number;
};

const everything = (catalogue: Catalogue): Found => ({
  documents: [...catalogue.all()],
  hasAll: true,
  scoreOf: (_, { popularity }) => popularity,
});

function matching(catalogue: Catalogue, words: readonly QueryWord[]): Found {
  const { documents, scores, hasAll } = match(catalogue, words);
  return {
    documents,
    hasAll: hasAll && documents.length > 0,
    scoreOf: (number, { popularity }) => scores[number]! * (1 + POPULARITY_SHARE * popularity),
  };
}

function filtered(catalogue: Catalogue, { documents, scoreOf }: Found, query: SearchQuery) {
  const checks = checksOf(query.filters, catalogue.attributes);
  const { keyOf } = SORTS[query.sort];
  const counter = new FacetCounter(catalogue.attributes);
  const hits: Hit[] = [];
  for (const number of documents) {
    const entry = catalogue.at(number)!;
    const failed = failedKind(checks, entry);
    if (failed === undefined) continue;
    counter.count(entry, failed);
    if (failed === null) hits.push({ number, key: keyOf(entry, scoreOf(number, entry)), id: entry.document.productId });
  }
  return { hits, facets: counter.result() };
}

/** What was searched for in place of an unknown word; of a seldom one, only a question. Nothing, if it did not help. */
function correctionsFor(text: string, words: readonly PlannedWord[], isFound: boolean) {
  const corrected = isFound ? correctedText(text, words) : null;
  const replaces = words.some(({ meant, isKnown }) => meant !== null && !isKnown);
  return { didYouMean: replaces ? null : corrected, correctedQuery: replaces ? corrected : null };
}
