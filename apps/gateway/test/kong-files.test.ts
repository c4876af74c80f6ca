import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { loadKongConfig } from '../src/index.ts';
import { compileRoutes } from '../src/routing/compile-routes.ts';
import { upstreamPath } from '../src/routing/upstream-path.ts';

const folder = join(import.meta.dirname, '../../../kong');
const production = await loadKongConfig([join(folder, 'kong.yml')]);
const embedded = await loadKongConfig([join(folder, 'kong.yml'), join(folder, 'embedded.yml')]);

/** Where the files send a path: the host, and the path it sees there. */
function destination(config: typeof production, path: string): string | undefined {
  const match = compileRoutes(config).table.find('GET', path);
  if (match === undefined) return undefined;
  const { address } = match.target;
  return (
    address.hostname +
    upstreamPath(path, { servicePath: address.path, stripPath: match.route.strip_path, matched: match.matched })
  );
}

const contexts = ['identity', 'stores', 'catalog', 'inventory', 'ordering', 'payments', 'notifications'];

const rest: Readonly<Record<string, readonly string[]>> = {
  identity: ['/v1/me', '/v1/users', '/v1/sessions/7'],
  stores: [
    '/v1/stores',
    '/v1/stores/7',
    '/v1/stores/7/members',
    '/v1/stores/7/members/orders',
    '/v1/stores/7/stockists',
  ],
  catalog: [
    '/v1/products',
    '/v1/categories',
    '/v1/reviews',
    '/v1/stores/7/products',
    '/v1/stores/7/products/8',
    '/v1/products/8/reviews',
  ],
  inventory: ['/v1/stock', '/v1/stores/7/stock'],
  ordering: ['/v1/carts', '/v1/checkouts', '/v1/orders/1/ship', '/v1/stores/7/orders', '/v1/stores/7/orders/1'],
  payments: [
    '/v1/payments',
    '/v1/wallets',
    '/v1/payouts',
    '/v1/disputes',
    '/v1/refunds',
    '/v1/vouchers',
    '/v1/ledger',
    '/v1/stores/7/wallet',
    '/v1/stores/7/payouts',
    '/v1/stores/7/statements/2018-01',
  ],
  notifications: ['/v1/notices'],
  realtime: ['/socket.io/'],
  reference: ['/v1/openapi.json', '/v1/docs', '/v1/docs/style.css'],
};

describe('kong/kong.yml', () => {
  it.each(contexts)('sends /trpc/%s to its service with the context taken away', (context) => {
    expect(destination(production, `/trpc/${context}/cart.get`)).toBe(`${context}/trpc/cart.get`);
  });

  it.each(Object.entries(rest).flatMap(([context, paths]) => paths.map((path) => ({ context, path }))))(
    'sends $path to $context unchanged',
    ({ context, path }) => expect(destination(production, path)).toBe(context + path),
  );

  it.each(['/', '/v1', '/v1/dev', '/inbox', '/simulator', '/trpc', '/trpc/unknown/x', '/health'])(
    'has no route for %s',
    (path) => {
      expect(destination(production, path)).toBeUndefined();
    },
  );
});

describe('kong/embedded.yml', () => {
  it.each([
    ['/v1/dev', 'dev'],
    ['/inbox/1', 'dev'],
    ['/simulator/charge', 'simulator'],
  ])('adds %s', (path, host) => {
    expect(destination(embedded, path)).toBe(host + path);
  });

  it('lets one address make at least 500 requests a second', () => {
    const config = embedded.plugins.find(({ name }) => name === 'rate-limiting')?.config as { minute: number };
    expect(config.minute).toBeGreaterThanOrEqual(500 * 60);
  });
});
