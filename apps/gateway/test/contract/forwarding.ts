import { request as httpRequest } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { sendRaw, statusOf } from '../raw-request.ts';
import { onlySeen } from './under-test.ts';
import type { GatewayUnderTest } from './under-test.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function describeForwarding(underTest: GatewayUnderTest): void {
  describe('forwarded requests', () => {
    it('say where they came from', async () => {
      const { baseUrl } = underTest();
      await fetch(`${baseUrl}/trpc/ordering/x`, {
        headers: { 'x-forwarded-for': '9.9.9.9', 'x-forwarded-proto': 'https', 'x-real-ip': '9.9.9.9' },
      });
      const { headers } = onlySeen(underTest);
      expect(headers).toMatchObject({
        host: 'ordering:3000',
        'x-forwarded-proto': 'http',
        'x-forwarded-host': new URL(baseUrl).host,
        'x-forwarded-port': new URL(baseUrl).port,
        'x-forwarded-path': '/trpc/ordering/x',
        'x-forwarded-prefix': '/trpc/ordering',
      });
      expect(headers['x-forwarded-for']).toMatch(/^9\.9\.9\.9, /);
      expect(headers['x-real-ip']).not.toBe('9.9.9.9');
    });

    it('keep the host where the route preserves it', async () => {
      await fetch(`${underTest().baseUrl}/v1/stores-special`);
      expect(onlySeen(underTest).headers.host).toBe(new URL(underTest().baseUrl).host);
    });

    it('never carry internal identity headers or a forged prefix from outside', async () => {
      const headers = {
        'X-Haat-User-Id': '1',
        'x-haat-roles': 'admin',
        'x-forwarded-prefix': '/evil',
        'x-other': 'kept',
      };
      await fetch(`${underTest().baseUrl}/v1/orders`, { headers });
      const seen = onlySeen(underTest).headers;
      expect(Object.keys(seen).filter((name) => name.startsWith('x-haat-'))).toEqual([]);
      expect(seen['x-forwarded-prefix']).toBeUndefined();
      expect(seen['x-other']).toBe('kept');
    });

    it('carry no hop-by-hop headers, nor those that Connection names', async () => {
      const lines = [
        'GET /v1/orders HTTP/1.1',
        'Host: h',
        'Connection: close, X-Secret',
        'X-Secret: 1',
        'TE: trailers',
        'Keep-Alive: timeout=5',
        'Proxy-Authorization: x',
      ];
      expect(statusOf(await sendRaw(underTest().baseUrl, `${lines.join('\r\n')}\r\n\r\n`))).toBe(200);
      const { headers } = onlySeen(underTest);
      for (const name of ['x-secret', 'te', 'proxy-authorization', 'keep-alive']) expect(headers[name]).toBeUndefined();
    });

    it('ignore an upgrade that is not offered', async () => {
      const lines = ['GET /v1/orders HTTP/1.1', 'Host: h', 'Connection: Upgrade', 'Upgrade: h2c'];
      expect(statusOf(await sendRaw(underTest().baseUrl, `${lines.join('\r\n')}\r\n\r\n`, 300))).toBe(200);
      expect(onlySeen(underTest).headers.upgrade).toBeUndefined();
    });

    it('stream a body through unchanged in length', async () => {
      const body = 'x'.repeat(90_000);
      const response = await fetch(`${underTest().baseUrl}/v1/orders`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/octet-stream' },
      });
      expect(response.status).toBe(200);
      expect(onlySeen(underTest)).toMatchObject({
        bodyBytes: 90_000,
        headers: { 'content-type': 'application/octet-stream' },
      });
    });

    it('pass a body that waits for 100-continue', async () => {
      const status = await new Promise((resolve, reject) => {
        const call = httpRequest(`${underTest().baseUrl}/v1/orders`, {
          method: 'POST',
          headers: { expect: '100-continue', 'content-length': 4 },
        });
        call.on('continue', () => call.end('body'));
        call.on('response', (response) => resolve(response.resume().statusCode));
        call.on('error', reject);
        call.flushHeaders();
      });
      expect(status).toBe(200);
      expect(onlySeen(underTest).bodyBytes).toBe(4);
    });
  });

  describe('answers', () => {
    it('keep repeated headers and lose hop-by-hop ones', async () => {
      const response = await fetch(`${underTest().baseUrl}/v1/orders/hop`);
      expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
      expect(response.headers.get('vary')).toContain('Accept');
      expect(response.headers.get('proxy-authenticate')).toBeNull();
      expect(response.headers.get('x-one-hop')).toBeNull();
    });

    it.each([204, 304, 404, 418, 500, 503])('keep status %i of the service', async (status) => {
      const response = await fetch(`${underTest().baseUrl}/v1/orders/status-${status}`);
      expect(response.status).toBe(status);
      expect(underTest().recorder.seen).toHaveLength(1);
    });
  });

  describe('the correlation id', () => {
    it('is made, passed on and echoed', async () => {
      const response = await fetch(`${underTest().baseUrl}/v1/orders`);
      const id = response.headers.get('x-correlation-id');
      expect(id).toMatch(uuid);
      expect(onlySeen(underTest).headers['x-correlation-id']).toBe(id);
    });

    it('is kept when the client brings one', async () => {
      const response = await fetch(`${underTest().baseUrl}/v1/orders`, { headers: { 'x-correlation-id': 'mine-1' } });
      expect(response.headers.get('x-correlation-id')).toBe('mine-1');
      expect(onlySeen(underTest).headers['x-correlation-id']).toBe('mine-1');
    });
  });
}
