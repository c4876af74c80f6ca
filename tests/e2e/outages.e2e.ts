import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { as, OPERATOR, tokenOf } from './support/people.ts';
import { listThing, openStore } from './support/shop.ts';
import { setStage, type Stage } from './support/stage.ts';
import { until } from './support/until.ts';

const SELLER = 'seller';
const BUYER = 'buyer';

const PAGE = `query Page($first: Int!) {
  products(first: $first) {
    edges { node { title priceFrom { amountMinor } rating { count } store { name } category { name } variants { sku availability } } }
  }
  categories { name }
  stores(first: 2) { edges { node { name } } }
}`;

const MINE = `query Mine { me { email } notices(first: 1) { edges { node { title } } } myOrders(first: 1) { edges { node { orderNumber } } } }`;

type Answered = {
  readonly data: Record<string, unknown> | null;
  readonly errors?: readonly { readonly path: (string | number)[]; readonly extensions: Record<string, unknown> }[];
};

/** What each absence takes from the page; everything else must stand. */
const TAKEN: Readonly<Record<string, readonly string[]>> = {
  identity: [],
  stores: ['products.edges.*.node.store', 'stores'],
  catalog: ['products', 'categories'],
  inventory: ['products.edges.*.node.variants.*.availability'],
  ordering: [],
  payments: [],
  notifications: [],
  webhooks: [],
};

describe('a service that is away', () => {
  let stage: Stage;
  let size = 10;

  beforeAll(async () => {
    stage = await setStage();
    const storeId = await openStore(stage.api, SELLER);
    const category = await stage.api.catalog.createCategory(
      { slug: 'lamps', name: 'Lamps', parentId: null },
      as(OPERATOR),
    );
    const thing = await listThing(stage.api, { storeId, seller: SELLER, onHand: 7 });
    await stage.api.catalog.updateProduct(
      { storeId, productId: thing.productId, categoryId: category.categoryId },
      as(SELLER),
    );
  });

  afterAll(async () => {
    await stage.stop();
    expect(stage.defects).toEqual([]);
  });

  const ask = async (query: string, who?: string, variables = {}): Promise<Answered> => {
    const response = await fetch(`${stage.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(who === undefined ? {} : { authorization: `Bearer ${tokenOf(who)}` }),
      },
      body: JSON.stringify({ query, variables }),
    });
    expect(response.status).toBeLessThan(500);
    return (await response.json()) as Answered;
  };
  /** Each page has a size of its own, so that no answer of a moment ago can stand in for this one. */
  const page = () => ask(PAGE, undefined, { first: (size += 1) });
  const turn = async (name: string, to: 'stop' | 'start') =>
    expect((await fetch(`${stage.url}/v1/dev/services/${name}/${to}`, { method: 'POST' })).status).toBe(200);
  const missing = ({ errors = [] }: Answered) =>
    [
      ...new Set(errors.map(({ path }) => path.map((step) => (typeof step === 'number' ? '*' : step)).join('.'))),
    ].sort();

  it.each(Object.entries(TAKEN))(
    '%s: the listing page says what is missing, and is whole again by itself',
    async (name, taken) => {
      expect(missing(await until('a whole page', async () => settled(await page())))).toEqual([]);

      await turn(name, 'stop');
      const partial = await page();
      await turn(name, 'start');

      expect(missing(partial)).toEqual([...taken].sort());
      for (const { extensions } of partial.errors ?? []) expect(extensions.code).toBe('service.unavailable');
      expect(partial.data).not.toBeNull();
      if (name !== 'catalog') {
        expect(partial.data!.products).toMatchObject({
          edges: [{ node: { title: 'Thing', priceFrom: { amountMinor: '1990' } } }],
        });
        expect(partial.data!.categories).toEqual([{ name: 'Lamps' }]);
      }
      if (name !== 'stores') expect(partial.data!.stores).toMatchObject({ edges: [{ node: {} }] });

      const whole = await page();
      expect(missing(whole)).toEqual([]);
      expect(whole.data!.products).toMatchObject({
        edges: [{ node: { store: {}, category: { name: 'Lamps' }, variants: [{ availability: 7 }] } }],
      });
    },
  );

  it('takes only its own part of what a person sees', async () => {
    await turn('notifications', 'stop');
    const partial = await ask(MINE, BUYER);
    await turn('notifications', 'start');

    expect(missing(partial)).toEqual(['notices']);
    expect(partial.data).toMatchObject({ me: {}, notices: null, myOrders: { edges: [] } });
    expect(missing(await ask(MINE, BUYER))).toEqual([]);
  });

  it('hears afterwards what happened in the meantime', async () => {
    await turn('catalog', 'stop');
    const storeId = await openStore(stage.api, 'late-seller');
    await turn('catalog', 'start');
    const thing = await listThing(stage.api, { storeId, seller: 'late-seller', onHand: 1 });
    expect(thing.storeId).toBe(storeId);
  });

  const settled = (answered: Answered) => (answered.errors === undefined ? answered : undefined);
});
