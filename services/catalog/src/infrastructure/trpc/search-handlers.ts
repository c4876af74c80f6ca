import type { catalogContract, OutputOf } from '@haat/contracts';
import type { Handlers } from '@haat/service-kit';
import type { Application } from '../../application/application.ts';
import type { Facets, Highlight, Marked } from '../../application/ports/search-index.ts';
import type { KeptSynonyms } from '../../application/ports/synonyms.ts';
import { decodeSearchCursor, encodeSearchCursor } from './search-cursor.ts';
import { cardToWire } from './to-wire.ts';

type Procedures = (typeof catalogContract)['procedures'];
type SearchWire = OutputOf<Procedures['searchProducts']>;
type SearchProcedure =
  'searchProducts' | 'suggest' | 'relatedProducts' | 'boughtTogether' | 'setSynonyms' | 'listSynonyms';

/** Totals beyond this say only that there are so many: a search server behind the port would not count further. */
const MAX_TOTAL = 10_000;

/** The procedures of search. */
export const createSearchHandlers = (app: Application): Pick<Handlers<typeof catalogContract>, SearchProcedure> => ({
  async searchProducts({ input: { q, language, sort, limit, cursor, priceFromMinor, priceToMinor, ...filters } }) {
    const answer = await app.searchProducts({
      text: q,
      language,
      sort,
      limit,
      after: decodeSearchCursor(sort, cursor),
      filters: { ...filters, priceFromMinor: toAmount(priceFromMinor), priceToMinor: toAmount(priceToMinor) },
    });
    return {
      items: answer.items.map(({ card, highlights }) => ({
        ...cardToWire(card),
        highlights: highlights.map(highlightToWire),
      })),
      nextCursor: encodeSearchCursor(sort, answer.next),
      total: Math.min(answer.total, MAX_TOTAL),
      totalIsExact: answer.total <= MAX_TOTAL,
      facets: facetsToWire(answer.facets),
      didYouMean: answer.didYouMean,
      correctedQuery: answer.correctedQuery,
    };
  },
  async suggest({ input: { q, language, limit } }) {
    const { completions, products, categories } = await app.suggest({ text: q, language, limit });
    return {
      completions: completions.map(markedToWire),
      products: products.map(({ card, ranges }) => ({ ...cardToWire(card), ranges: [...ranges] })),
      categories: [...categories],
    };
  },
  relatedProducts: async ({ input }) => ({ items: (await app.relatedProducts(input)).map(cardToWire) }),
  boughtTogether: async ({ input }) => ({
    items: (await app.boughtTogether(input)).map(({ card, purchases }) => ({ ...cardToWire(card), purchases })),
  }),
  setSynonyms: async ({ input, intent }) =>
    synonymsToWire(
      await app.setSynonyms(
        input.groups.map(({ words }) => words),
        intent,
      ),
    ),
  listSynonyms: async () => synonymsToWire(await app.listSynonyms()),
});

const toAmount = (digits: string | undefined): bigint | undefined =>
  digits === undefined ? undefined : BigInt(digits);

const markedToWire = ({ text, ranges }: Marked) => ({ text, ranges: [...ranges] });

const highlightToWire = ({ field, fragments }: Highlight) => ({ field, fragments: fragments.map(markedToWire) });

const facetsToWire = ({ categories, stores, prices, ratings, inStock, attributes }: Facets): SearchWire['facets'] => ({
  categories: [...categories],
  stores: [...stores],
  prices: prices.map(({ fromMinor, toMinor, ...price }) => ({
    ...price,
    fromMinor: fromMinor.toString(),
    toMinor: toMinor.toString(),
  })),
  ratings: [...ratings],
  inStock,
  attributes: attributes.map(({ name, values }) => ({ name, values: [...values] })),
});

const synonymsToWire = ({ groups, updatedAt }: KeptSynonyms) => ({
  groups: groups.map((words) => ({ words: [...words] })),
  updatedAt: updatedAt?.toISOString() ?? null,
});
