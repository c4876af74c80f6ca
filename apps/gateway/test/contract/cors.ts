import { describe, expect, it } from '@jest/globals';
import { onlySeen } from './under-test.ts';
import type { GatewayUnderTest } from './under-test.ts';

const preflight = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'x-any' };

export function describeCors(underTest: GatewayUnderTest): void {
  const ask = (method: string, headers: Record<string, string>, path = '/v1/orders') =>
    fetch(underTest().baseUrl + path, { method, headers });

  describe('cross-origin requests', () => {
    it.each(['https://haat.example', 'https://seller.haat.example'])('are allowed from %s', async (origin) => {
      const response = await ask('GET', { origin });
      expect(response.headers.get('access-control-allow-origin')).toBe(origin);
      expect(response.headers.get('access-control-allow-credentials')).toBe('true');
      expect(response.headers.get('access-control-expose-headers')).toBe('X-Correlation-Id');
      expect(response.headers.get('vary')).toContain('Origin');
    });

    it.each([
      'https://haat.example.evil.test',
      'https://evil.test/https://haat.example',
      'null',
      'https://7.haat.example',
      'https://seller.haat.example.evil.test',
      'x-https://seller.haat.example',
    ])('are not allowed from %s', async (origin) => {
      const response = await ask('GET', { origin });
      expect(response.status).toBe(200);
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
    });

    it('answer a preflight without asking the service', async () => {
      const response = await ask('OPTIONS', { origin: 'https://haat.example', ...preflight });
      expect(response.status).toBe(200);
      expect(response.headers.get('access-control-allow-origin')).toBe('https://haat.example');
      expect(response.headers.get('access-control-allow-methods')).toBe('GET,POST,DELETE');
      expect(response.headers.get('access-control-allow-headers')).toBe('Authorization,Content-Type');
      expect(response.headers.get('access-control-max-age')).toBe('600');
      expect(underTest().recorder.seen).toEqual([]);
    });

    it('pass on an OPTIONS that is no preflight', async () => {
      expect((await ask('OPTIONS', { origin: 'https://haat.example' })).status).toBe(200);
      expect(onlySeen(underTest).method).toBe('OPTIONS');
    });

    it('let the page read errors of the gateway', async () => {
      const response = await ask('GET', { origin: 'https://haat.example' }, '/v1/absent');
      expect(response.status).toBe(502);
      expect(response.headers.get('access-control-allow-origin')).toBe('https://haat.example');
    });
  });
}
