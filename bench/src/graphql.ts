import autocannon from 'autocannon';
import pg from 'pg';
import { setStage, type Stage } from './stage.ts';

const PRODUCTS = 10_000;
const PAGE = 20;

const LISTING = `query Listing($after: String) { products(first: ${PAGE}, after: $after) {
  edges { cursor node { id productId slug title inStock priceFrom { amountMinor currency } rating { average count }
    store { id name } category { name } } }
  pageInfo { hasNextPage endCursor } } }`;
const PRODUCT = `query Product($id: ID!) { product(productId: $id) { id title description attributes { name value }
  store { id name } rating { average count } variants { variantId sku options { name value } price { amountMinor currency } availability } } }`;

type Options = { readonly clients: number; readonly seconds: number };
type Body = { readonly query: string; readonly variables: object };

/** Pages through GraphQL at the gateway: kept answers, and answers that must be made each time. */
export async function measureGraphql({ clients, seconds }: Options): Promise<void> {
  const stage = await setStage({ shelf: 1 });
  try {
    const ids = await fillShelf(stage);
    const deep = await cursorOfPage(stage, 500);
    const measure = (name: string, bodies: readonly Body[]) => shoot(stage.url, { name, bodies, clients, seconds });
    await measure('listing, page 1, kept', [{ query: LISTING, variables: {} }]);
    await measure('listing, page 500, kept', [{ query: LISTING, variables: { after: deep } }]);
    await measure('product, kept', ids.slice(0, 200).map(productOf));
    await measure('listing, page 1, made', distinct({ query: LISTING, variables: {} }));
    await measure('listing, page 500, made', distinct({ query: LISTING, variables: { after: deep } }));
    await measure('product, made', ids.map(productOf).flatMap(distinctly));
  } finally {
    await stage.stop();
  }
}

const productOf = (id: string): Body => ({ query: PRODUCT, variables: { id } });

/** The same question under names that nobody asked before: what does not matter to the operation matters to the cache. */
const distinctly = (body: Body): Body[] => [{ ...body, variables: { ...body.variables, unused: body.variables } }];
const distinct = (body: Body): Body[] =>
  Array.from({ length: 20_000 }, (_, number) => ({ ...body, variables: { ...body.variables, unused: number } }));

/** Copies the one product of the stage in the database, which takes a second where the API would take minutes. */
async function fillShelf({ superuserUrl }: Stage): Promise<string[]> {
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
    WHERE table_name = 'product' AND is_generated = 'NEVER' AND column_name NOT IN ('product_id', 'slug', 'title'));
BEGIN
  EXECUTE format('INSERT INTO product (product_id, slug, title, %1$s)
    SELECT gen_random_uuid(), ''bench-copy-'' || n, ''Thing '' || n, %1$s
    FROM (SELECT * FROM product LIMIT 1) p, generate_series(1, ${PRODUCTS}) n', own);
END $$`;

async function cursorOfPage({ url }: Stage, page: number): Promise<string> {
  let after: string | null = null;
  for (let number = 1; number < page; number += 5) {
    const response = await fetch(`${url}/v1/products?limit=100${after === null ? '' : `&cursor=${after}`}`);
    const { nextCursor } = (await response.json()) as { nextCursor: string | null };
    if (nextCursor === null) break;
    after = nextCursor;
  }
  return after!;
}

type Shot = Options & { readonly name: string; readonly bodies: readonly Body[] };

async function shoot(url: string, { name, bodies, clients, seconds }: Shot): Promise<void> {
  let next = 0;
  const outcomes = new Map<string, number>();
  const result = await autocannon({
    url: `${url}/graphql`,
    method: 'POST',
    connections: clients,
    duration: seconds,
    headers: { 'content-type': 'application/json' },
    requests: [
      {
        setupRequest: (request) => ({ ...request, body: JSON.stringify(bodies[next++ % bodies.length]) }),
        onResponse: (status, _body, _context, headers) => {
          const outcome = `${status} ${(headers as Record<string, string>)['x-response-cache'] ?? ''}`;
          outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        },
      },
    ],
  });
  const seen = [...outcomes].map(([outcome, count]) => `${outcome}: ${count}`).join(', ');
  console.log(
    `${name}: ${Math.round(result.requests.average)}/s, p50 ${result.latency.p50} ms, p99 ${result.latency.p99} ms (${seen})`,
  );
}
