import { describe, expect, it } from '@jest/globals';
import { isLoopback, readEnv } from '../src/env.ts';

describe('the settings of the launcher', () => {
  it('has a default for each', () => {
    expect(readEnv([], {})).toMatchObject({ port: 8000, host: '127.0.0.1', admins: [], fresh: false });
    expect(readEnv([], {}).dataDir).toMatch(/\.haat$/);
  });

  it('reads what is stated', () => {
    const env = readEnv(['--fresh'], {
      PORT: '9000',
      HOST: '0.0.0.0',
      HAAT_DATA_DIR: '/data',
      HAAT_ADMINS: 'a@b.example, uid',
    });
    expect(env).toEqual({
      port: 9000,
      host: '0.0.0.0',
      dataDir: '/data',
      admins: ['a@b.example', 'uid'],
      allowPrivateWebhooks: false,
      fresh: true,
    });
    expect(readEnv([], { HAAT_WEBHOOKS_ALLOW_PRIVATE: '1' }).allowPrivateWebhooks).toBe(true);
    expect(Object.isFrozen(env)).toBe(true);
  });

  it.each(['0', '65536', '80.5', 'http', '-1'])('names a port that is none: %s', (PORT) => {
    expect(() => readEnv([], { PORT })).toThrow(/PORT/);
  });

  it('says every problem at once', () => {
    expect(() => readEnv([], { PORT: 'x', HOST: '' })).toThrow(/PORT[\s\S]*HOST/);
  });

  it('refuses an option that it does not know', () => {
    expect(() => readEnv(['--frehs'], {})).toThrow(/frehs/);
  });

  it.each([
    ['127.0.0.1', true],
    ['127.8.8.8', true],
    ['localhost', true],
    ['::1', true],
    ['0.0.0.0', false],
    ['192.168.0.7', false],
    ['::', false],
  ])('knows whether only this machine reaches %s: %s', (host, expected) => {
    expect(isLoopback(host)).toBe(expected);
  });
});
