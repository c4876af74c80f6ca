import type { ProductCard } from './catalog-reader.ts';

/** What search knows of a product on the market. */
export type SearchDocument = {
  readonly productId: string;
  readonly storeId: string;
  readonly title: string;
  readonly description: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** What the buyer chooses from, e.g. `M`, `Red`, and the variants' numbers. */
  readonly options: readonly string[];
  readonly skus: readonly string[];
  /** From the root down to the product's own category. */
  readonly categories: readonly { readonly categoryId: string; readonly name: string }[];
  readonly priceFromMinor: bigint;
  readonly currency: string;
  readonly inStock: boolean;
  readonly rating: ProductCard['rating'];
  readonly unitsSold: number;
};

export type SearchChange =
  { readonly kind: 'put'; readonly document: SearchDocument } | { readonly kind: 'remove'; readonly productId: string };

export type SearchSort = 'relevance' | 'newest' | 'price_asc' | 'price_desc' | 'rating' | 'popular';

export type SearchFilters = {
  readonly categoryId?: string | undefined;
  readonly storeId?: string | undefined;
  readonly priceFromMinor?: bigint | undefined;
  readonly priceToMinor?: bigint | undefined;
  readonly currency?: string | undefined;
  readonly minRating?: number | undefined;
  readonly inStock?: boolean | undefined;
  /** `Name=Value`; values of one name are alternatives. */
  readonly attributes?: readonly string[] | undefined;
};

/** Where a page ended: what the last hit was sorted by, and its id. */
export type SearchPosition = { readonly key: number; readonly id: string };

export type SearchQuery = {
  readonly text: string;
  readonly language?: string | undefined;
  readonly filters: SearchFilters;
  readonly sort: SearchSort;
  readonly limit: number;
  readonly after: SearchPosition | null;
};

export type Range = { readonly start: number; readonly end: number };
export type Marked = { readonly text: string; readonly ranges: readonly Range[] };
export type Highlight = {
  readonly field: 'title' | 'description' | 'attributes';
  readonly fragments: readonly Marked[];
};

export type Facets = {
  readonly categories: readonly { readonly categoryId: string; readonly count: number }[];
  readonly stores: readonly { readonly storeId: string; readonly count: number }[];
  readonly prices: readonly {
    readonly currency: string;
    readonly fromMinor: bigint;
    readonly toMinor: bigint;
    readonly count: number;
  }[];
  readonly ratings: readonly { readonly minRating: number; readonly count: number }[];
  readonly inStock: number;
  readonly attributes: readonly {
    readonly name: string;
    readonly values: readonly { readonly value: string; readonly filter: string; readonly count: number }[];
  }[];
};

export type SearchAnswer = {
  readonly hits: readonly { readonly productId: string; readonly highlights: readonly Highlight[] }[];
  readonly next: SearchPosition | null;
  readonly total: number;
  readonly facets: Facets;
  readonly didYouMean: string | null;
  readonly correctedQuery: string | null;
};

export type Suggestions = {
  readonly completions: readonly Marked[];
  readonly products: readonly { readonly productId: string; readonly ranges: readonly Range[] }[];
  readonly categories: readonly { readonly categoryId: string; readonly name: string; readonly count: number }[];
};

/** Groups of words or phrases that mean the same. */
export type Synonyms = readonly (readonly string[])[];

/**
 * Finds products on the market. It is a copy that follows the catalogue: `apply` is told of changes at least once and in
 * order of each product, a later one replaces an earlier one, and what it holds after a restart does not matter, since
 * it is filled again. Hits are ids: whoever shows them reads the products themselves, which are the truth. Any
 * text is a query; none makes it throw.
 */
export interface SearchIndex {
  apply(changes: readonly SearchChange[]): Promise<void>;
  useSynonyms(synonyms: Synonyms): Promise<void>;
  search(query: SearchQuery): Promise<SearchAnswer>;
  suggest(query: { text: string; language?: string | undefined; limit: number }): Promise<Suggestions>;
  /** Products like this one, the most alike first; none when the index does not hold it. */
  related(productId: string, limit: number): Promise<readonly string[]>;
}
