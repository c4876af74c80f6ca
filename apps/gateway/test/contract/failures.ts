import { describe, expect, it } from '@jest/globals';
import { expectProblem } from './under-test.ts';
import type { GatewayUnderTest } from './under-test.ts';

export function describeFailures(underTest: GatewayUnderTest): void {
  describe('a failing service', () => {
    it.each(['GET', 'POST'])('that refuses connections is 502 to %s', async (method) => {
      const response = await fetch(`${underTest().baseUrl}/v1/absent`, { method, ...(method === 'POST' ? { body: 'x' } : {}) });
      await expectProblem(underTest, response, { status: 502, code: 'gateway.upstream_unavailable' });
    });

    it('that refuses connections is 502 also while a long body is being sent', async () => {
      const response = await fetch(`${underTest().baseUrl}/v1/absent`, { method: 'POST', body: 'x'.repeat(100_000) });
      await expectProblem(underTest, response, { status: 502, code: 'gateway.upstream_unavailable' });
    });

    it.each(['GET', 'POST'])('that does not answer %s in time is 504', async (method) => {
      const response = await fetch(`${underTest().baseUrl}/v1/orders/slow`, { method, ...(method === 'POST' ? { body: 'x' } : {}) });
      await expectProblem(underTest, response, { status: 504, code: 'gateway.upstream_timeout' });
    });

    it('that breaks off is never passed for a whole answer', async () => {
      const response = await fetch(`${underTest().baseUrl}/v1/orders/cut`);
      await expect(response.text()).rejects.toThrow();
    });
  });
}
