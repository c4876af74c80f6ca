import { generateKeyPairSync, createPublicKey, type KeyObject } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exportJWK, exportSPKI, SignJWT, UnsecuredJWT } from 'jose';
import { createSignedTokenVerifier } from '../../src/infrastructure/firebase/signed-token-verifier.ts';
import type { TokenVerifier } from '../../src/application/ports/token-verifier.ts';
import { NOW, PROJECT, someClaims } from '../builders/a-token.ts';
import { startKeyServer, type KeyServer } from '../builders/key-server.ts';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const clock = { now: () => NOW };
const NOW_S = NOW.getTime() / 1000;
const invalid = { code: 'identity.token_invalid', kind: 'unauthenticated' };

const sign = (claims: Record<string, unknown> = {}, key: KeyObject = privateKey, kid: string | undefined = 'k1') =>
  new SignJWT(someClaims(claims)).setProtectedHeader({ alg: 'RS256', ...(kid ? { kid } : {}) }).sign(key);

describe('the verifier of signed Firebase tokens', () => {
  let keyServer: KeyServer;
  let verifier: TokenVerifier;

  beforeAll(async () => {
    const jwk = { ...(await exportJWK(createPublicKey(privateKey))), kid: 'k1', alg: 'RS256', use: 'sig' };
    keyServer = await startKeyServer([jwk]);
    verifier = createSignedTokenVerifier({ projectId: PROJECT, clock, keysUrl: keyServer.url });
  });
  afterAll(() => keyServer.close());

  it('reads who signed in from an honest token', async () => {
    await expect(verifier.verify(await sign())).resolves.toEqual({
      firebaseUid: 'uid-1',
      email: 'ana@example.com',
      emailVerified: true,
      phoneNumber: null,
      displayName: 'Ana',
      identities: [{ provider: 'google.com', subject: 'g-1' }],
      issuedAt: new Date((NOW_S - 60) * 1000),
      authenticatedAt: new Date((NOW_S - 60) * 1000),
      expiresAt: new Date((NOW_S + 3540) * 1000),
    });
  });

  it('fetches the keys once for many tokens', async () => {
    const before = keyServer.requests();
    for (let i = 0; i < 20; i += 1) await verifier.verify(await sign({ sub: `uid-${i}` }));
    expect(keyServer.requests() - before).toBeLessThanOrEqual(1);
  });

  it.each<[string, Record<string, unknown>]>([
    ['another project as audience', { aud: 'other' }],
    ['several audiences', { aud: [PROJECT, 'other'] }],
    ['another issuer', { iss: 'https://securetoken.google.com/other' }],
    ['no issuer', { iss: undefined }],
    ['no subject', { sub: undefined }],
    ['an empty subject', { sub: '' }],
    ['an endless subject', { sub: 'x'.repeat(129) }],
    ['a subject with NUL', { sub: 'a\u0000b' }],
    ['no expiry', { exp: undefined }],
    ['an expiry that is text', { exp: '9999999999' }],
    ['an issue date in the future', { iat: NOW_S + 60 }],
    ['a sign-in in the future', { auth_time: NOW_S + 60 }],
    ['no sign-in time', { auth_time: undefined }],
    ['no firebase claim', { firebase: undefined }],
    ['an anonymous account', { firebase: { sign_in_provider: 'anonymous', identities: {} } }],
  ])('refuses %s', async (_what, claims) => {
    await expect(verifier.verify(await sign(claims))).rejects.toMatchObject(invalid);
  });

  it('says that an expired token has expired', async () => {
    const expired = { code: 'identity.token_expired', kind: 'unauthenticated' };
    await expect(verifier.verify(await sign({ exp: NOW_S }))).rejects.toMatchObject(expired);
    await expect(verifier.verify(await sign({ exp: NOW_S + 1 }))).resolves.toBeDefined();
  });

  it('refuses an unknown key id, a missing one and the signature of another key', async () => {
    await expect(verifier.verify(await sign({}, privateKey, 'k2'))).rejects.toMatchObject(invalid);
    await expect(verifier.verify(await sign({}, privateKey, ''))).rejects.toMatchObject(invalid);
    await expect(verifier.verify(await sign({}, stranger))).rejects.toMatchObject(invalid);
  });

  it('refuses unsigned tokens and those signed with the public key as a shared secret', async () => {
    await expect(verifier.verify(new UnsecuredJWT(someClaims()).encode())).rejects.toMatchObject(invalid);
    const secret = new TextEncoder().encode(await exportSPKI(createPublicKey(privateKey)));
    const confused = await new SignJWT(someClaims()).setProtectedHeader({ alg: 'HS256', kid: 'k1' }).sign(secret);
    await expect(verifier.verify(confused)).rejects.toMatchObject(invalid);
  });

  it('refuses another RSA algorithm under the same key', async () => {
    const token = await new SignJWT(someClaims()).setProtectedHeader({ alg: 'RS512', kid: 'k1' }).sign(privateKey);
    await expect(verifier.verify(token)).rejects.toMatchObject(invalid);
  });

  it.each(['', '.', '..', '...', 'a.b.c', '\u0000', '{}', 'e30.e30.', '💥.💥.💥', 'x'.repeat(8192)])(
    'refuses %j',
    async (token) => {
      await expect(verifier.verify(token)).rejects.toMatchObject(invalid);
    },
  );

  it('does not blame the token when the keys cannot be had', async () => {
    const closed = await startKeyServer([]);
    await closed.close();
    const cutOff = createSignedTokenVerifier({ projectId: PROJECT, clock, keysUrl: closed.url });
    await expect(cutOff.verify(await sign())).rejects.toMatchObject({
      code: 'identity.keys_unavailable',
      kind: 'unavailable',
    });
  });
});
