import type { RequestContext } from '../context.ts';
import type { Output } from '../upstream/upstream.ts';
import { builder } from './builder.ts';
import { Product, type ProductSource } from './catalog.ts';
import { connectionField } from './from-contracts/connection.ts';
import { lookupField } from './from-contracts/lookup.ts';
import { output, type Ref } from './from-contracts/outputs.ts';
import { schemaAt } from './from-contracts/procedures.ts';

type Found = Output<'catalog', 'searchProducts'>;
type HitSource = Found['items'][number];
type Suggestions = Output<'catalog', 'suggest'>;
type Together = Output<'catalog', 'boughtTogether'>['items'][number];

const CARD = Object.keys((schemaAt('catalog', 'listProducts', 'items', '[]') as unknown as { shape: object }).shape);

/** A product as it was found: the same product, and why it was found. */
const productOf = {
  description: 'The product.',
  type: Product,
  nullable: false as const,
  resolve: (source: object) => source as ProductSource,
};

output<object>('TextRange', schemaAt('catalog', 'suggest', 'completions', '[]', 'ranges', '[]'));
output<object>('MarkedText', schemaAt('catalog', 'suggest', 'completions', '[]'));

const Hit: Ref<HitSource> = output<HitSource>('SearchHit', schemaAt('catalog', 'searchProducts', 'items', '[]'), {
  omit: CARD,
  within: { highlights: 'Highlight' },
  more: (t) => ({ product: t.field(productOf) }),
});

const SuggestedProduct = output<Suggestions['products'][number]>(
  'SuggestedProduct',
  schemaAt('catalog', 'suggest', 'products', '[]'),
  { omit: CARD, more: (t) => ({ product: t.field(productOf) }) },
);

const Suggested = output<Suggestions>('Suggestions', schemaAt('catalog', 'suggest'), {
  omit: ['products'],
  within: { categories: 'SuggestedCategory' },
  more: (t) => ({
    products: t.field({
      type: [SuggestedProduct],
      nullable: false,
      description: 'Products that fit what was typed.',
      resolve: ({ products }) => products,
    }),
  }),
});

const BoughtTogether = output<Together>('BoughtTogether', schemaAt('catalog', 'boughtTogether', 'items', '[]'), {
  omit: CARD,
  more: (t) => ({ product: t.field(productOf) }),
});

const SearchSummary = output<Found>('SearchSummary', schemaAt('catalog', 'searchProducts'), {
  omit: ['items', 'nextCursor'],
  within: { facets: 'SearchFacets' },
});

/** What was found changes with anything on the market, and the index follows a moment later. */
function noteSearch(
  { notes }: RequestContext,
  items: readonly { readonly productId: string; readonly storeId: string }[],
): void {
  notes.touch('products');
  notes.touch('products-in-stock');
  notes.touch('products-by-rating');
  for (const { productId, storeId } of items) {
    notes.touch(`product:${productId}`);
    notes.touch(`market-of-store:${storeId}`);
  }
}

builder.queryFields((t) => ({
  search: connectionField(t, Hit, {
    context: 'catalog',
    procedure: 'searchProducts',
    open: true,
    note: (context, _args, items) => noteSearch(context, items),
    beside: { field: 'summary', type: SearchSummary, description: 'What is said of all that was found.' },
  }),
  suggest: lookupField(t, {
    context: 'catalog',
    procedure: 'suggest',
    type: Suggested,
    open: true,
    note: (context) => noteSearch(context, []),
  }),
  relatedProducts: lookupField(t, {
    context: 'catalog',
    procedure: 'relatedProducts',
    type: [Product],
    open: true,
    note: (context) => noteSearch(context, []),
    pick: ({ items }: Output<'catalog', 'relatedProducts'>) => items,
  }),
  boughtTogether: lookupField(t, {
    context: 'catalog',
    procedure: 'boughtTogether',
    type: [BoughtTogether],
    open: true,
    note: (context) => noteSearch(context, []),
    pick: ({ items }: Output<'catalog', 'boughtTogether'>) => items,
  }),
  synonyms: lookupField(t, {
    context: 'catalog',
    procedure: 'listSynonyms',
    type: output('Synonyms', schemaAt('catalog', 'listSynonyms')),
  }),
}));
