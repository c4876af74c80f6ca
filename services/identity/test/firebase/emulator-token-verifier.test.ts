import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { SignJWT } from 'jose';
import { createEmulatorTokenVerifier } from '../../src/infrastructure/firebase/emulator-token-verifier.ts';
import { emulatorToken, NOW, passwordClaims, PROJECT, someClaims } from '../builders/a-token.ts';

const verifier = createEmulatorTokenVerifier({ projectId: PROJECT, clock: { now: () => NOW } });
const NOW_S = NOW.getTime() / 1000;
const invalid = { code: 'identity.token_invalid', kind: 'unauthenticated' };
const withProvider = (provider: string, identities: object) => ({
  firebase: { sign_in_provider: provider, identities },
});

describe('the verifier of emulator tokens', () => {
  it.each<[string, Record<string, unknown>, object[]]>([
    ['a password', passwordClaims('u', 'a@example.com'), [{ provider: 'password', subject: 'u' }]],
    ['Google', {}, [{ provider: 'google.com', subject: 'g-1' }]],
    ['Apple', withProvider('apple.com', { 'apple.com': ['a-1'] }), [{ provider: 'apple.com', subject: 'a-1' }]],
    ['a phone', withProvider('phone', { phone: ['+491'] }), [{ provider: 'phone', subject: '+491' }]],
    ['LINE', withProvider('oidc.line', { 'oidc.line': ['l-1'] }), [{ provider: 'line', subject: 'l-1' }]],
    ['a custom token', withProvider('custom', {}), [{ provider: 'custom', subject: 'uid-1' }]],
    [
      'anything else',
      withProvider('github.com', { 'github.com': ['7'] }),
      [{ provider: 'custom', subject: 'github.com:7' }],
    ],
  ])('reads the identity of who signs in with %s', async (_what, claims, identities) => {
    await expect(verifier.verify(emulatorToken(claims))).resolves.toMatchObject({ identities });
  });

  it('does not believe a verified flag without an address', async () => {
    const token = emulatorToken({ email: undefined });
    await expect(verifier.verify(token)).resolves.toMatchObject({ email: null, emailVerified: false });
  });

  it('checks issuer, audience and times as strictly as for signed tokens', async () => {
    await expect(verifier.verify(emulatorToken({ aud: 'other' }))).rejects.toMatchObject(invalid);
    await expect(verifier.verify(emulatorToken({ iss: 'other' }))).rejects.toMatchObject(invalid);
    await expect(verifier.verify(emulatorToken({ iat: NOW_S + 60 }))).rejects.toMatchObject(invalid);
    await expect(verifier.verify(emulatorToken({ exp: NOW_S - 1 }))).rejects.toMatchObject({
      code: 'identity.token_expired',
    });
  });

  it('refuses signed tokens and those that only claim to be unsigned', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const signed = await new SignJWT(someClaims()).setProtectedHeader({ alg: 'RS256' }).sign(privateKey);
    await expect(verifier.verify(signed)).rejects.toMatchObject(invalid);
    await expect(verifier.verify(`${emulatorToken()}c2ln`)).rejects.toMatchObject(invalid);
    const [, payload] = emulatorToken().split('.');
    const header = (alg: unknown) => Buffer.from(JSON.stringify({ alg })).toString('base64url');
    for (const alg of ['NONE', 'HS256', '', null]) {
      await expect(verifier.verify(`${header(alg)}.${payload}.`)).rejects.toMatchObject(invalid);
    }
  });

  it('shows a name that cannot be stored without what cannot be stored', async () => {
    const token = emulatorToken({ name: ' A\u0000na\ud800 ' });
    await expect(verifier.verify(token)).resolves.toMatchObject({ displayName: 'Ana\ufffd' });
  });
});
