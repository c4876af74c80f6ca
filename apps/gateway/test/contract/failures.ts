import { describe, expect, it } from '@jest/globals';
import { sendRaw, statusOf } from '../raw-request.ts';
import { expectProblem } from './under-test.ts';
import type { GatewayUnderTest } from './under-test.ts';

export function describeFailures(underTest: GatewayUnderTest): void {
  describe('a failing service', () => {
    it.each(['GET', 'POST'])('that refuses connections is 502 to %s', async (method) => {
      const response = await fetch(`${underTest().baseUrl}/v1/absent`, {
        method,
        ...(method === 'POST' ? { body: 'x' } : {}),
      });
      await expectProblem(underTest, response, { status: 502, code: 'gateway.upstream_unavailable' });
    });

    it('that refuses connections is 502 also while a long body is being sent', async () => {
      const response = await fetch(`${underTest().baseUrl}/v1/absent`, { method: 'POST', body: 'x'.repeat(100_000) });
      await expectProblem(underTest, response, { status: 502, code: 'gateway.upstream_unavailable' });
    });

    it.each(['GET', 'POST'])('that does not answer %s in time is 504', async (method) => {
      const response = await fetch(`${underTest().baseUrl}/v1/orders/slow`, {
        method,
        ...(method === 'POST' ? { body: 'x' } : {}),
      });
      await expectProblem(underTest, response, { status: 504, code: 'gateway.upstream_timeout' });
    });

    it.each([1_000, 100_000])(
      'that answers before it has read %i bytes is heard, and the next request is served',
      async (bytes) => {
        for (let round = 0; round < 5; round += 1) {
          const response = await fetch(`${underTest().baseUrl}/v1/orders/early`, {
            method: 'POST',
            body: 'x'.repeat(bytes),
          });
          expect(response.status).toBe(401);
          expect(await response.text()).toBe('early');
        }
        expect((await fetch(`${underTest().baseUrl}/v1/orders`)).status).toBe(200);
      },
    );

    it('that answers early is not harmed by a body that runs past the limit afterwards', async () => {
      const chunk = `4000\r\n${'x'.repeat(0x4000)}\r\n`;
      const head = 'POST /v1/orders/early HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n';
      expect([401, 413]).toContain(statusOf(await sendRaw(underTest().baseUrl, head + chunk.repeat(20), 500)));
      expect((await fetch(`${underTest().baseUrl}/v1/orders`)).status).toBe(200);
    });

    it('that breaks off is never passed for a whole answer', async () => {
      const response = await fetch(`${underTest().baseUrl}/v1/orders/cut`);
      await expect(response.text()).rejects.toThrow();
    });
  });
}
