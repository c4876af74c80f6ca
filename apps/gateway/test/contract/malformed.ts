import { describe, expect, it } from '@jest/globals';
import { sendRaw, statusOf } from '../raw-request.ts';
import type { GatewayUnderTest } from './under-test.ts';

const host = 'Host: h\r\nConnection: close\r\n\r\n';

/** The status is listed where both gateways must agree on it; elsewhere any refusal or harmless answer will do. */
const requests: readonly { title: string; bytes: string; status?: number }[] = [
  { title: 'a method that is no token', bytes: `G@T /v1/orders HTTP/1.1\r\n${host}`, status: 400 },
  { title: 'an unknown method', bytes: `BREW /v1/orders HTTP/1.1\r\n${host}` },
  { title: 'CONNECT', bytes: `CONNECT evil.test:443 HTTP/1.1\r\n${host}` },
  { title: 'no HTTP at all', bytes: '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n' },
  { title: 'HTTP/9.9', bytes: `GET /v1/orders HTTP/9.9\r\n${host}` },
  { title: 'a missing Host', bytes: 'GET /v1/orders HTTP/1.1\r\nConnection: close\r\n\r\n', status: 400 },
  { title: 'huge headers', bytes: `GET /v1/orders HTTP/1.1\r\nX-A: ${'a'.repeat(70_000)}\r\n${host}` },
  { title: 'a huge target', bytes: `GET /v1/orders/${'a'.repeat(70_000)} HTTP/1.1\r\n${host}` },
  { title: 'thousands of headers', bytes: `GET /v1/orders HTTP/1.1\r\n${'A: b\r\n'.repeat(5_000)}${host}` },
  { title: 'a NUL in a header', bytes: `GET /v1/orders HTTP/1.1\r\nX-A: a\0b\r\n${host}`, status: 400 },
  { title: 'a NUL in the path', bytes: `GET /v1/orders/\0 HTTP/1.1\r\n${host}`, status: 400 },
  { title: 'an encoded NUL', bytes: `GET /v1/orders/%00 HTTP/1.1\r\n${host}`, status: 400 },
  { title: 'a broken escape', bytes: `GET /v1/orders/%zz HTTP/1.1\r\n${host}`, status: 400 },
  { title: 'an escape that is no UTF-8', bytes: `GET /v1/orders/%ff%fe HTTP/1.1\r\n${host}`, status: 200 },
  { title: 'bytes above ASCII', bytes: `GET /v1/orders/\xc3\xa9 HTTP/1.1\r\n${host}` },
  { title: 'a way above the root', bytes: `GET /../etc/passwd HTTP/1.1\r\n${host}`, status: 400 },
  { title: 'a bare word as target', bytes: `GET v1/orders HTTP/1.1\r\n${host}`, status: 400 },
  { title: 'an asterisk as target', bytes: `OPTIONS * HTTP/1.1\r\n${host}` },
  {
    title: 'a chunk size that is no number',
    bytes: `POST /v1/orders HTTP/1.1\r\nTransfer-Encoding: chunked\r\n${host}zz\r\nabc\r\n0\r\n\r\n`,
  },
  {
    title: 'a chunk longer than its size',
    bytes: `POST /v1/orders HTTP/1.1\r\nTransfer-Encoding: chunked\r\n${host}2\r\nabcdef\r\n0\r\n\r\n`,
  },
  {
    title: 'length and chunking at once',
    bytes: `POST /v1/orders HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n${host}0\r\n\r\n`,
  },
  {
    title: 'two lengths',
    bytes: `POST /v1/orders HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 4\r\n${host}abcd`,
    status: 400,
  },
  { title: 'a negative length', bytes: `POST /v1/orders HTTP/1.1\r\nContent-Length: -1\r\n${host}`, status: 400 },
  { title: 'a GET with a body', bytes: `GET /v1/orders HTTP/1.1\r\nContent-Length: 3\r\n${host}abc`, status: 200 },
  { title: 'an obsolete line folding', bytes: `GET /v1/orders HTTP/1.1\r\nX-A: a\r\n b\r\n${host}` },
];

const hidden: readonly { title: string; target: string; url?: string }[] = [
  { title: 'dot segments', target: '/v1/orders/../stores/7', url: '/v1/stores/7' },
  { title: 'encoded dot segments', target: '/v1/orders/%2e%2E/stores/7', url: '/v1/stores/7' },
  { title: 'doubled slashes', target: '//v1///orders', url: '/v1/orders' },
  { title: 'encoded letters', target: '/v1/%6frders', url: '/v1/orders' },
  { title: 'dots behind an encoded slash', target: '/v1/orders/..%2f..%2finternal' },
  { title: 'backslashes', target: '/v1/orders\\..\\..\\internal' },
  { title: 'a way out of the stripped prefix', target: '/trpc/ordering/../../internal' },
  { title: 'the absolute form', target: 'http://evil.test/v1/orders?a=1', url: '/v1/orders?a=1' },
  {
    title: 'the absolute form with credentials',
    target: 'http://user:secret@ordering:3000/v1/orders',
    url: '/v1/orders',
  },
];

export function describeMalformedRequests(underTest: GatewayUnderTest): void {
  describe('malformed requests', () => {
    it.each(requests)('$title: refused or harmless, and the next one is served', async ({ bytes, status }) => {
      const raw = await sendRaw(underTest().baseUrl, Buffer.from(bytes, 'latin1'), 700);
      const answered = statusOf(raw);
      expect(answered).toBeLessThan(500);
      if (underTest().problemDetails && answered !== 200) expect(raw).toMatch(/"code":"gateway\.[a-z_]+"/);
      if (status !== undefined) expect(answered).toBe(status);
      expect((await fetch(`${underTest().baseUrl}/v1/orders`)).status).toBe(200);
    });

    it.each(hidden)('$title: what is matched is what is sent', async ({ target, url }) => {
      const answered = statusOf(await sendRaw(underTest().baseUrl, `GET ${target} HTTP/1.1\r\n${host}`));
      expect(answered).toBeLessThan(500);
      const { seen } = underTest().recorder;
      for (const request of seen) expect(request.url).toMatch(/^\/(?:v1|trpc)\//);
      if (url !== undefined) expect(seen.map((request) => request.url)).toEqual([url]);
    });

    it('a client that goes away in the middle of its body does no harm', async () => {
      await sendRaw(underTest().baseUrl, 'POST /v1/orders HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\nabc', 100);
      expect((await fetch(`${underTest().baseUrl}/v1/orders`)).status).toBe(200);
    });
  });
}
