import { describe, expect, it } from '@jest/globals';
import { sendRaw, statusOf } from '../raw-request.ts';
import { expectProblem, onlySeen } from './under-test.ts';
import type { GatewayUnderTest } from './under-test.ts';

const limitBytes = 100 * 1_024;

function post(underTest: GatewayUnderTest, path: string, body: string | ReadableStream<Uint8Array>): Promise<Response> {
  return fetch(underTest().baseUrl + path, { method: 'POST', body, duplex: 'half' } as RequestInit);
}

/** A body without a declared length. */
function chunked(bytes: number): ReadableStream<Uint8Array> {
  const piece = new Uint8Array(1_024);
  let left = bytes;
  return new ReadableStream({
    pull(controller) {
      const size = Math.min(left, piece.length);
      if (size === 0) return controller.close();
      left -= size;
      controller.enqueue(piece.subarray(0, size));
    },
  });
}

export function describeLimits(underTest: GatewayUnderTest): void {
  describe('the body limit', () => {
    it('lets a declared body of exactly the limit through', async () => {
      expect((await post(underTest, '/v1/orders', 'x'.repeat(limitBytes))).status).toBe(200);
      expect(onlySeen(underTest).bodyBytes).toBe(limitBytes);
    });

    it('refuses a declared body one byte past it', async () => {
      const response = await post(underTest, '/v1/orders', 'x'.repeat(limitBytes + 1));
      await expectProblem(underTest, response, { status: 413, code: 'gateway.body_too_large' });
      expect(underTest().recorder.seen).toEqual([]);
    });

    it('lets a chunked body of exactly the limit through', async () => {
      expect((await post(underTest, '/v1/orders', chunked(limitBytes))).status).toBe(200);
      expect(onlySeen(underTest).bodyBytes).toBe(limitBytes);
    });

    it('refuses a chunked body one byte past it', async () => {
      const response = await post(underTest, '/v1/orders', chunked(limitBytes + 1));
      await expectProblem(underTest, response, { status: 413, code: 'gateway.body_too_large' });
      expect(underTest().recorder.seen).toEqual([]);
    });

    it('of the route wins over the global one', async () => {
      const headers = { 'x-client': 'body-limit' };
      const call = (body: string) => fetch(`${underTest().baseUrl}/v1/limited`, { method: 'POST', body, headers });
      expect((await call('x'.repeat(10))).status).toBe(200);
      await expectProblem(underTest, await call('x'.repeat(11)), { status: 413, code: 'gateway.body_too_large' });
    });

    it('leaves the connection usable for the next request', async () => {
      const chunk = `4000\r\n${'x'.repeat(0x4000)}\r\n`;
      const head = 'POST /v1/orders HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n';
      const next = 'GET /v1/orders HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n';
      const raw = await sendRaw(underTest().baseUrl, `${head}${chunk.repeat(40)}0\r\n\r\n${next}`);
      expect(raw.match(/HTTP\/1\.1 \d{3}/g)).toEqual(['HTTP/1.1 413', 'HTTP/1.1 200']);
    });

    it('does not wait for a huge declared body', async () => {
      const raw = await sendRaw(
        underTest().baseUrl,
        'POST /v1/orders HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999\r\n\r\nabc',
        300,
      );
      expect(statusOf(raw)).toBe(413);
    });
  });

  describe('the rate limit', () => {
    const call = (client: string) => fetch(`${underTest().baseUrl}/v1/limited`, { headers: { 'x-client': client } });

    it('lets the last allowed request through and refuses the next', async () => {
      for (const remaining of ['2', '1', '0']) {
        const response = await call('one');
        expect(response.status).toBe(200);
        expect(response.headers.get('ratelimit-limit')).toBe('3');
        expect(response.headers.get('ratelimit-remaining')).toBe(remaining);
        expect(response.headers.get('x-ratelimit-limit-minute')).toBe('3');
        expect(response.headers.get('x-ratelimit-remaining-minute')).toBe(remaining);
      }
      const refused = await call('one');
      const retryAfter = Number(refused.headers.get('retry-after'));
      await expectProblem(underTest, refused, { status: 429, code: 'gateway.rate_limited' });
      expect(retryAfter).toBeGreaterThanOrEqual(1);
      expect(retryAfter).toBeLessThanOrEqual(60);
      expect(underTest().recorder.seen).toHaveLength(3);
    });

    it('counts each client by itself, and of the route alone', async () => {
      for (let count = 0; count < 4; count += 1) await call('two');
      expect((await call('three')).status).toBe(200);
      const elsewhere = await fetch(`${underTest().baseUrl}/v1/orders`, { headers: { 'x-client': 'two' } });
      expect(elsewhere.status).toBe(200);
      expect(elsewhere.headers.get('ratelimit-limit')).toBe('100000');
    });

    it('admits exactly its number of simultaneous requests', async () => {
      const responses = await Promise.all(Array.from({ length: 20 }, () => call('crowd')));
      expect(responses.filter(({ status }) => status === 200)).toHaveLength(3);
      expect(responses.filter(({ status }) => status === 429)).toHaveLength(17);
    });
  });
}
