import { describe, expect, it } from '@jest/globals';
import { expectProblem, onlySeen } from './under-test.ts';
import type { GatewayUnderTest } from './under-test.ts';

const cases: readonly { asked: string; service: string; url: string }[] = [
  { asked: '/v1/orders', service: 'ordering', url: '/v1/orders' },
  { asked: '/v1/orders/1?a=%20b&a=2', service: 'ordering', url: '/v1/orders/1?a=%20b&a=2' },
  { asked: '/v1/carts/', service: 'ordering', url: '/v1/carts/' },
  { asked: '/trpc/ordering', service: 'ordering', url: '/trpc' },
  { asked: '/trpc/ordering/', service: 'ordering', url: '/trpc/' },
  { asked: '/trpc/ordering/cart.get?batch=1', service: 'ordering', url: '/trpc/cart.get?batch=1' },
  { asked: '/trpc/orderingx', service: 'ordering', url: '/trpc/x' },
  { asked: '/v1/stores', service: 'stores', url: '/v1/stores' },
  { asked: '/v1/stores/7/profile', service: 'stores', url: '/v1/stores/7/profile' },
  { asked: '/v1/stores/7/orders', service: 'ordering', url: '/v1/stores/7/orders' },
  { asked: '/v1/stores/7/orders/9', service: 'ordering', url: '/v1/stores/7/orders/9' },
  { asked: '/v1/stores/7/ordersX', service: 'stores', url: '/v1/stores/7/ordersX' },
  { asked: '/v1/stores/7/members/orders', service: 'stores', url: '/v1/stores/7/members/orders' },
  { asked: '/v1/stores/a%2Fb/orders', service: 'ordering', url: '/v1/stores/a%2Fb/orders' },
];

export function describeRouting(underTest: GatewayUnderTest): void {
  describe('routing', () => {
    it.each(cases)('sends $asked to $service as $url', async ({ asked, service, url }) => {
      const response = await fetch(underTest().baseUrl + asked);
      expect(response.status).toBe(200);
      expect(onlySeen(underTest)).toMatchObject({ service, url, method: 'GET' });
    });

    it('answers 404 where no route matches', async () => {
      const response = await fetch(`${underTest().baseUrl}/v2/nothing`);
      await expectProblem(underTest, response, { status: 404, code: 'gateway.no_route' });
      expect(underTest().recorder.seen).toEqual([]);
    });

    it('takes only the methods a route names', async () => {
      const url = `${underTest().baseUrl}/v1/write-only`;
      expect((await fetch(url, { method: 'POST', body: 'x' })).status).toBe(200);
      await expectProblem(underTest, await fetch(url), { status: 404, code: 'gateway.no_route' });
      expect(onlySeen(underTest)).toMatchObject({ method: 'POST', bodyBytes: 1 });
    });

    it.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'])('passes %s on', async (method) => {
      expect((await fetch(`${underTest().baseUrl}/v1/orders`, { method })).status).toBe(200);
      expect(onlySeen(underTest).method).toBe(method);
    });

    it('answers HEAD without a body', async () => {
      const response = await fetch(`${underTest().baseUrl}/v1/orders`, { method: 'HEAD' });
      expect(response.status).toBe(200);
      expect(await response.text()).toBe('');
      expect(onlySeen(underTest).method).toBe('HEAD');
    });
  });
}
