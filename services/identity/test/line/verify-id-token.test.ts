import { createSecretKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { createLocalJWKSet, exportJWK, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { createIdTokenVerifier } from '../../src/infrastructure/line/verify-id-token.ts';

const NOW = new Date('2026-03-01T12:00:00Z');
const NOW_S = NOW.getTime() / 1000;
const RULES = { issuer: 'https://access.line.me', audience: 'channel', secret: 'a-channel-secret-of-32-characters' };
const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });

const claims = (changes: Readonly<Record<string, unknown>> = {}): JWTPayload => ({
  iss: RULES.issuer,
  aud: RULES.audience,
  sub: 'U0123456789abcdef0123456789abcdef',
  iat: NOW_S,
  exp: NOW_S + 3600,
  nonce: 'n',
  name: 'Aiko',
  ...changes,
});

type Signing = { alg?: string; kid?: string; key?: KeyObject };
const signed = (payload: JWTPayload, { alg = 'ES256', kid = 'k', key = pair.privateKey }: Signing = {}) =>
  new SignJWT(payload).setProtectedHeader({ alg, kid }).sign(key);

async function verify(token: string) {
  const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'k', alg: 'ES256' };
  const rsaJwk = { ...(await exportJWK(rsa.publicKey)), kid: 'r', alg: 'RS256' };
  return createIdTokenVerifier({ ...RULES, keys: createLocalJWKSet({ keys: [jwk, rsaJwk] }), now: () => NOW })(token);
}

describe("LINE's ID token", () => {
  it.each([
    ['ES256', () => signed(claims())],
    ['HS256', () => signed(claims(), { alg: 'HS256', key: createSecretKey(Buffer.from(RULES.secret)) })],
  ])('is believed when it is signed with %s', async (_alg, make) => {
    const identity = { subject: 'U0123456789abcdef0123456789abcdef', nonce: 'n', displayName: 'Aiko' };
    await expect(verify(await make())).resolves.toEqual(identity);
  });

  it('may be a minute off, and no more', async () => {
    await expect(verify(await signed(claims({ exp: NOW_S - 59 })))).resolves.toBeDefined();
    await expect(verify(await signed(claims({ iat: NOW_S + 60 })))).resolves.toBeDefined();
  });

  it.each([
    ['from another issuer', () => signed(claims({ iss: 'https://access.line.me/' })), 'issuer_wrong'],
    ['for another channel', () => signed(claims({ aud: 'channe' })), 'audience_wrong'],
    ['for several', () => signed(claims({ aud: ['channel', 'other'] })), 'audience_wrong'],
    ['for nobody', () => signed(claims({ aud: [] })), 'audience_wrong'],
    ['expired', () => signed(claims({ exp: NOW_S - 60 })), 'token_expired'],
    ['issued later', () => signed(claims({ iat: NOW_S + 61 })), 'token_too_early'],
    ['valid later', () => signed(claims({ nbf: NOW_S + 61 })), 'token_too_early'],
    ['without a subject', () => signed(claims({ sub: undefined })), 'token_malformed'],
    ['of a subject that fits no uid', () => signed(claims({ sub: 'U\u00001' })), 'token_malformed'],
    ['of a subject without end', () => signed(claims({ sub: 'U'.repeat(121) })), 'token_malformed'],
    ['without an end', () => signed(claims({ exp: undefined })), 'token_malformed'],
    ['without a beginning', () => signed(claims({ iat: undefined })), 'token_malformed'],
    ['of a stranger', () => signed(claims(), { key: stranger.privateKey }), 'signature_wrong'],
    ['under a key of nobody', () => signed(claims(), { kid: 'x' }), 'signature_wrong'],
    ['RS256', () => signed(claims(), { alg: 'RS256', kid: 'r', key: rsa.privateKey }), 'algorithm_refused'],
    [
      'HS256 with the public key',
      () =>
        signed(claims(), {
          alg: 'HS256',
          key: createSecretKey(Buffer.from(pair.publicKey.export({ type: 'spki', format: 'pem' }).toString())),
        }),
      'signature_wrong',
    ],
    ['unsigned', async () => new UnsecuredJWT(claims()).encode(), 'algorithm_refused'],
    ['no token', async () => 'no token', 'token_malformed'],
    ['empty', async () => '', 'token_malformed'],
    ['dots', async () => '..', 'token_malformed'],
  ])('is refused when it is %s', async (_what, make, fault) => {
    await expect(verify(await make())).rejects.toMatchObject({
      code: `identity.line_${fault}`,
      kind: 'unauthenticated',
    });
  });

  it('with a name that cannot be stored is believed without it', async () => {
    await expect(verify(await signed(claims({ name: '\u0000' })))).resolves.toMatchObject({ displayName: null });
  });
});
