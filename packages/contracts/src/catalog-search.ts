import { z } from 'zod';
import { mutation, query } from './contract.ts';
import { productCard } from './catalog-schemas.ts';
import { amountMinor, currency, id, instant, nothing, pageInput, signedAmountMinor, text } from './shared.ts';

/** Limits of search; each has a test at the limit and one past it. */
export const SEARCH_LIMITS = {
  /** Characters of what somebody typed. Any characters: nothing of it is stored. */
  queryLength: 500,
  attributeFilters: 20,
  suggestions: 10,
  related: 20,
  synonymGroups: 500,
  wordsPerGroup: 10,
  synonymLength: 60,
} as const;

const typed = () => z.string().max(SEARCH_LIMITS.queryLength);

const language = () =>
  z
    .string()
    .regex(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/)
    .max(35);

/** Where in a text something was found, in UTF-16 units, the end left out. */
const range = () => z.object({ start: z.int(), end: z.int() });
const marked = () => z.object({ text: z.string(), ranges: z.array(range()) });

const counted = { count: z.int() };

/** How many products each further filter would leave; of one kind of filter each choice is counted as if it were the only one. */
export const searchFacets = () =>
  z.object({
    /** A category counts what lies below it too. */
    categories: z.array(z.object({ categoryId: id(), ...counted })),
    stores: z.array(z.object({ storeId: id(), ...counted })),
    prices: z.array(
      z.object({
        currency: currency(),
        fromMinor: signedAmountMinor(),
        toMinor: signedAmountMinor(),
        ...counted,
      }),
    ),
    /** So many have this average or a better one. */
    ratings: z.array(z.object({ minRating: z.int(), ...counted })),
    inStock: z.int(),
    attributes: z.array(
      z.object({
        name: z.string(),
        /** `filter` is what to send back in `attributes` to choose the value. */
        values: z.array(z.object({ value: z.string(), filter: z.string(), ...counted })),
      }),
    ),
  });

const filters = {
  /** The category or any below it. */
  categoryId: id().optional(),
  storeId: id().optional(),
  priceFromMinor: amountMinor().optional(),
  priceToMinor: amountMinor().optional(),
  /** The currency the prices are meant in; products sold in another one are left out. */
  currency: currency().optional(),
  minRating: z.int().min(1).max(5).optional(),
  inStock: z.boolean().optional(),
  /** Each `Name=Value`; values of one name are alternatives. */
  attributes: z
    .array(text(500).regex(/^[^=]+=/, 'must be Name=Value'))
    .max(SEARCH_LIMITS.attributeFilters)
    .optional(),
};

const synonymGroup = () =>
  z.object({
    /** Words or short phrases that mean the same. */
    words: z.array(text(SEARCH_LIMITS.synonymLength)).min(2).max(SEARCH_LIMITS.wordsPerGroup),
  });
const synonyms = () => z.object({ groups: z.array(synonymGroup()), updatedAt: instant().nullable() });

export const searchProcedures = {
  searchProducts: query({
    summary: 'Find products by what somebody typed, misspelt or unfinished, best first, with facets',
    access: 'public',
    input: z.object({
      ...pageInput,
      /** Empty: everything on the market. */
      q: typed().default(''),
      /** What the words are written in, e.g. `pt-BR`; left out, it is guessed from them. */
      language: language().optional(),
      ...filters,
      sort: z.enum(['relevance', 'newest', 'price_asc', 'price_desc', 'rating', 'popular']).default('relevance'),
    }),
    output: z.object({
      items: z.array(
        productCard().extend({
          highlights: z.array(
            z.object({ field: z.enum(['title', 'description', 'attributes']), fragments: z.array(marked()) }),
          ),
        }),
      ),
      nextCursor: z.string().nullable(),
      /** How many were found; from 10,000 on only that there are so many. */
      total: z.int(),
      totalIsExact: z.boolean(),
      facets: searchFacets(),
      /** What might have been meant instead; the answer is to what was typed. */
      didYouMean: z.string().nullable(),
      /** What was searched for in place of what was typed, because that finds nothing. */
      correctedQuery: z.string().nullable(),
    }),
    errors: ['catalog.cursor_invalid', 'catalog.search_not_ready'],
    rest: { method: 'GET', path: '/v1/search' },
  }),
  suggest: query({
    summary: 'Complete what somebody is typing: words, products and categories',
    access: 'public',
    input: z.object({
      q: typed().default(''),
      language: language().optional(),
      limit: z.int().min(1).max(SEARCH_LIMITS.suggestions).default(5),
    }),
    output: z.object({
      /** Queries that can be sent as they are; `ranges` is what was typed of them. */
      completions: z.array(marked()),
      products: z.array(productCard().extend({ ranges: z.array(range()) })),
      categories: z.array(z.object({ categoryId: id(), name: z.string(), ...counted })),
    }),
    errors: ['catalog.search_not_ready'],
    rest: { method: 'GET', path: '/v1/search/suggestions' },
  }),
  relatedProducts: query({
    summary: 'List products like this one',
    access: 'public',
    input: z.object({ productId: id(), limit: z.int().min(1).max(SEARCH_LIMITS.related).default(10) }),
    output: z.object({ items: z.array(productCard()) }),
    errors: ['catalog.product_not_found', 'catalog.search_not_ready'],
    rest: { method: 'GET', path: '/v1/products/{productId}/related' },
  }),
  boughtTogether: query({
    summary: 'List what was bought together with this product, the most often first',
    access: 'public',
    input: z.object({ productId: id(), limit: z.int().min(1).max(SEARCH_LIMITS.related).default(10) }),
    output: z.object({
      /** `purchases`: in so many checkouts both were bought. */
      items: z.array(productCard().extend({ purchases: z.int() })),
    }),
    errors: ['catalog.product_not_found'],
    rest: { method: 'GET', path: '/v1/products/{productId}/bought-together' },
  }),
  setSynonyms: mutation({
    summary: 'Replace the words that search holds to mean the same',
    access: 'admin',
    input: z.object({ groups: z.array(synonymGroup()).max(SEARCH_LIMITS.synonymGroups) }),
    output: synonyms(),
    errors: [],
    rest: { method: 'PUT', path: '/v1/search/synonyms' },
  }),
  listSynonyms: query({
    summary: 'List the words that search holds to mean the same',
    access: 'admin',
    input: nothing(),
    output: synonyms(),
    rest: { method: 'GET', path: '/v1/search/synonyms' },
  }),
};
