import autocannon from 'autocannon';
import Table from 'cli-table3';
import pg from 'pg';
import { ADMIN, setStage, type Stage } from './stage.ts';
import { median, ms } from './statistics.ts';

const PRODUCTS = 10_000;
const PAGE = 20;

const LISTING = `query Listing($after: String) { products(first: ${PAGE}, after: $after) {
  edges { cursor node { id productId slug title inStock priceFrom { amountMinor currency } rating { average count }
    store { id name } category { name } } }
  pageInfo { hasNextPage endCursor } } }`;
const PRODUCT = `query Product($id: ID!) { product(productId: $id) { id title description attributes { name value }
  store { id name } rating { average count } variants { variantId sku options { name value } price { amountMinor currency } availability } } }`;

type Options = { readonly clients: number; readonly seconds: number; readonly rounds: number };
type Body = { readonly query: string; readonly variables: object };
/** What is asked at the n-th time. */
type Bodies = (time: number) => Body;
type Round = { readonly perSecond: number; readonly p50Ms: number; readonly p99Ms: number };

/** Pages through GraphQL at the gateway: kept answers, answers that must be made each time, and pages as people turn them. */
export async function measureGraphql(options: Options): Promise<void> {
  const stage = await setStage({ shelf: 1 });
  try {
    const ids = await fillShelf(stage);
    const cursors = await cursorsOfPages(stage, PRODUCTS / PAGE);
    const deep = { query: LISTING, variables: { after: cursors.at(-1)! } };
    const first = { query: LISTING, variables: {} };
    const table = new Table({
      head: ['page', 'answers/s', 'p50', 'p99', 'from the cache'],
      style: { head: [], border: [] },
    });
    const measure = async (name: string, bodies: Bodies) => {
      table.push(await medianOf(stage.url, { name, bodies, ...options }));
    };
    await measure('listing, page 1, kept', () => first);
    await measure('listing, page 500, kept', () => deep);
    await measure(
      'listing, 500 pages in turn',
      inTurn(cursors.map((after) => ({ query: LISTING, variables: { after } }))),
    );
    await measure('product, 1,000 in turn', inTurn(ids.slice(0, 1000).map(productOf)));
    await measure('listing, page 1, made', (time) => unheardOf(first, time));
    await measure('listing, page 500, made', (time) => unheardOf(deep, time));
    await measure('product, made', (time) => unheardOf(productOf(ids[time % ids.length]!), time));
    console.log(table.toString());
  } finally {
    await stage.stop();
  }
}

const productOf = (id: string): Body => ({ query: PRODUCT, variables: { id } });

const inTurn =
  (bodies: readonly Body[]): Bodies =>
  (time) =>
    bodies[time % bodies.length]!;

/** The same question in a form that nobody asked before: what does not matter to the operation matters to the cache. */
const unheardOf = ({ query, variables }: Body, time: number): Body => ({ query, variables: { ...variables, time } });

/** Copies the one product of the stage in the database, which takes a second where the API would take minutes. */
async function fillShelf({ superuserUrl, api }: Stage): Promise<string[]> {
  await api.catalog.createCategory({ slug: 'things', name: 'Things' }, ADMIN);
  const url = new URL(superuserUrl);
  url.pathname = '/haat_catalog';
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(COPY);
    await client.query('ANALYZE');
    const { rows } = await client.query<{ product_id: string }>(
      'SELECT product_id FROM product ORDER BY random() LIMIT 5000',
    );
    return rows.map(({ product_id: id }) => id);
  } finally {
    await client.end();
  }
}

/** Every column is copied but those that must differ and those that are made, so that this holds when columns are added. */
const COPY = `DO $$ DECLARE
  own text := (SELECT string_agg(quote_ident(column_name), ', ') FROM information_schema.columns
    WHERE table_name = 'product' AND is_generated = 'NEVER' AND column_name NOT IN ('product_id', 'slug', 'title', 'category_id'));
  sold text := (SELECT string_agg(quote_ident(column_name), ', ') FROM information_schema.columns
    WHERE table_name = 'variant' AND is_generated = 'NEVER' AND column_name NOT IN ('product_id', 'variant_id', 'sku'));
BEGIN
  EXECUTE format('INSERT INTO product (product_id, slug, title, category_id, %1$s)
    SELECT gen_random_uuid(), ''bench-copy-'' || n, ''Thing '' || n, (SELECT category_id FROM category), %1$s
    FROM (SELECT * FROM product LIMIT 1) p, generate_series(1, ${PRODUCTS}) n', own);
  EXECUTE format('INSERT INTO variant (variant_id, product_id, sku, %1$s)
    SELECT gen_random_uuid(), c.product_id, c.slug, %1$s
    FROM (SELECT * FROM variant LIMIT 1) v, (SELECT product_id, slug FROM product WHERE slug LIKE ''bench-copy-%%'') c', sold);
END $$`;

/** Where pages 2 to `pages` begin. */
async function cursorsOfPages({ url }: Stage, pages: number): Promise<string[]> {
  const cursors: string[] = [];
  while (cursors.length < pages - 1) {
    const from = cursors.length === 0 ? '' : `&cursor=${cursors.at(-1)!}`;
    const response = await fetch(`${url}/v1/products?limit=${PAGE}${from}`);
    const { nextCursor } = (await response.json()) as { nextCursor: string };
    cursors.push(nextCursor);
  }
  return cursors;
}

type Shot = Options & { readonly name: string; readonly bodies: Bodies };

async function medianOf(url: string, shot: Shot): Promise<string[]> {
  const rounds: Round[] = [];
  let time = 0;
  const next = () => JSON.stringify(shot.bodies(time++));
  const outcomes = new Map<string, number>();
  for (let round = 0; round < shot.rounds; round += 1) rounds.push(await shoot(url, { ...shot, next }, outcomes));
  const of = (pick: (round: Round) => number) => median(rounds.map(pick));
  const answered = [...outcomes].map(([outcome, count]) => `${outcome} ${count}`).join(', ');
  return [shot.name, `${Math.round(of((r) => r.perSecond))}`, ms(of((r) => r.p50Ms)), ms(of((r) => r.p99Ms)), answered];
}

type Load = Options & { readonly next: () => string };

async function shoot(url: string, { next, clients, seconds }: Load, outcomes: Map<string, number>): Promise<Round> {
  const result = await autocannon({
    url: `${url}/graphql`,
    method: 'POST',
    connections: clients,
    duration: seconds,
    headers: { 'content-type': 'application/json' },
    requests: [
      {
        setupRequest: (request) => ({ ...request, body: next() }),
        onResponse: (status, _body, _context, headers) => {
          const outcome = `${status === 200 ? '' : status} ${(headers as Record<string, string>)['x-response-cache'] ?? ''}`;
          outcomes.set(outcome.trim(), (outcomes.get(outcome.trim()) ?? 0) + 1);
        },
      },
    ],
  });
  return { perSecond: result.requests.average, p50Ms: result.latency.p50, p99Ms: result.latency.p99 };
}
