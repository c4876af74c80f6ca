import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createGateway, loadKongConfig } from '../src/index.ts';
import type { Gateway, Readiness } from '../src/index.ts';
import { describeGateway } from './gateway.contract.ts';
import { startUpstreamRecorder } from './upstream-recorder.ts';
import type { UpstreamRecorder } from './upstream-recorder.ts';

describe('the local gateway', () => {
  let recorder: UpstreamRecorder;
  let gateway: Gateway;
  let baseUrl: string;
  let readiness: () => Readiness = () => true;

  beforeAll(async () => {
    recorder = await startUpstreamRecorder(['ordering', 'stores']);
    const config = await loadKongConfig([join(import.meta.dirname, 'kong.contract.yml')]);
    gateway = createGateway({ config, upstreams: recorder.baseUrls, ready: () => readiness() });
    baseUrl = (await gateway.listen({ port: 0 })).url;
  });

  afterAll(async () => {
    await gateway.close();
    await recorder.close();
  });

  describeGateway(() => ({ baseUrl, recorder, problemDetails: true }));

  it('binds to loopback unless told otherwise', () => {
    expect(new URL(baseUrl).hostname).toBe('127.0.0.1');
  });

  it.each<{ title: string; check: () => Readiness; status: number; missing?: string[] }>([
    { title: 'everything is ready', check: () => true, status: 200 },
    {
      title: 'something is missing',
      check: () => ({ ready: false, missing: ['ordering'] }),
      status: 503,
      missing: ['ordering'],
    },
    { title: 'no more is known than that', check: () => false, status: 503, missing: [] },
    {
      title: 'the check itself fails',
      check: () => {
        throw new Error('down');
      },
      status: 503,
      missing: ['readiness check'],
    },
  ])('answers $status at /health when $title', async ({ check, status, missing }) => {
    readiness = check;
    const response = await fetch(`${baseUrl}/health`);
    expect(response.status).toBe(status);
    expect(response.headers.get('x-correlation-id')).not.toBeNull();
    expect(await response.json()).toMatchObject(
      missing === undefined ? { status: 'ok' } : { code: 'gateway.not_ready', missing },
    );
  });
});
