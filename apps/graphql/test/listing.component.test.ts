import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { as, setStage, type Stage } from './builders/stage.ts';
import { productId, STORES } from './builders/contexts.ts';

const LISTING = `query Listing($first: Int, $after: String) {
  products(first: $first, after: $after) {
    edges { cursor node { id productId title priceFrom { amountMinor currency } store { name } category { name }
      variants { sku options { name value } availability } } }
    pageInfo { hasNextPage endCursor }
  }
}`;

let stage: Stage;
beforeEach(() => {
  stage = setStage();
});
afterAll(() => stage.app.close());

type Listing = {
  edges: { cursor: string; node: Record<string, unknown> }[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
};
const listingOf = (body: { data?: unknown }): Listing => (body.data as { products: Listing }).products;

describe('a listing page', () => {
  it('of twenty with store, category, variants and stock takes one call a kind of thing', async () => {
    const { body } = await stage.ask(LISTING, { first: 20 });
    expect(body.errors).toBeUndefined();
    expect(listingOf(body).edges).toHaveLength(20);
    expect(listingOf(body).edges[1]!.node).toMatchObject({
      title: 'Thing 1',
      priceFrom: { amountMinor: '1001', currency: 'EUR' },
      store: { name: 'Store 2' },
      category: { name: 'Things' },
      variants: [{ sku: 'S1', options: [{ name: 'Size', value: 'M' }], availability: 5 }],
    });
    expect(stage.asked.map(({ call }) => call).sort()).toEqual([
      'catalog.listCategories',
      'catalog.listProducts',
      'catalog.productsByIds',
      'inventory.availability',
      'stores.storesByIds',
    ]);
  });

  it('takes three calls where only the card, its store and its category are shown', async () => {
    await stage.ask('{ products { nodes { title inStock store { name } category { name } } } }');
    expect(stage.asked).toHaveLength(3);
  });

  it('asks for what everybody may see as nobody in particular, whoever asks', async () => {
    await stage.ask(LISTING, { first: 3 }, as('anna'));
    expect(new Set(stage.asked.map(({ actor }) => actor))).toEqual(new Set(['anonymous']));
  });

  it('asks as the caller only for what nobody else may see', async () => {
    const { body } = await stage.ask(
      'query($id: ID!) { product(productId: $id) { title } }',
      { id: productId(999) },
      as('seller'),
    );
    expect(body).toEqual({ data: { product: null } });
    expect(stage.asked.map(({ call, actor }) => `${call} ${actor}`)).toEqual([
      'catalog.productsByIds anonymous',
      'catalog.productsByIds user',
    ]);
  });

  it('goes on from the end of a page and from any edge within it, without gap or repetition', async () => {
    const titles: unknown[] = [];
    let after: string | undefined;
    for (let page = 0; page < 3; page += 1) {
      const { edges, pageInfo } = listingOf((await stage.ask(LISTING, { first: 100, after })).body);
      titles.push(...edges.map(({ node }) => node.title));
      after = pageInfo.endCursor;
    }
    expect(titles).toEqual(Array.from({ length: 250 }, (_, number) => `Thing ${number}`));
    const first = listingOf((await stage.ask(LISTING, { first: 100 })).body);
    for (const index of [0, 41, 98, 99]) {
      const next = listingOf((await stage.ask(LISTING, { first: 5, after: first.edges[index]!.cursor })).body);
      expect(next.edges[0]?.node.title ?? 'the next page').toBe(index === 98 ? 'Thing 99' : `Thing ${index + 1}`);
    }
  });

  it.each([
    [1, 100],
    [0, undefined],
    [100, 100],
    [101, undefined],
  ])('first: %s', async (first, _allowed) => {
    const { body } = await stage.ask('query($first: Int) { products(first: $first) { nodes { title } } }', { first });
    if (_allowed === undefined)
      expect(body.errors![0]!.extensions).toMatchObject({ code: 'graphql.page_size_invalid', field: 'first' });
    else expect(body.errors).toBeUndefined();
  });

  it('fetches any thing again by its global id', async () => {
    const { body } = await stage.ask('{ products(first: 1) { nodes { id store { id } } } }');
    const { nodes } = (body.data as unknown as { products: { nodes: { id: string; store: { id: string } }[] } })
      .products;
    const again = await stage.ask(
      'query($p: ID!, $s: ID!) { p: node(id: $p) { ... on Product { title } } s: node(id: $s) { ... on Store { storeId } } }',
      {
        p: nodes[0]!.id,
        s: nodes[0]!.store.id,
      },
    );
    expect(again.body).toEqual({ data: { p: { title: 'Thing 0' }, s: { storeId: STORES[0] } } });
  });
});
