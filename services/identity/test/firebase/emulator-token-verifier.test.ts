import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { SignJWT } from 'jose';
import { createEmulatorTokenVerifier } from '../../src/infrastructure/firebase/emulator-token-verifier.ts';
import { tokenVerifierContract } from '../contract/token-verifier.contract.ts';
import { emulatorToken, NOW, passwordClaims, PROJECT, someClaims } from '../builders/a-token.ts';

const verifier = createEmulatorTokenVerifier({ projectId: PROJECT, clock: { now: () => NOW } });
const invalid = { code: 'identity.token_invalid', kind: 'unauthenticated' };
const withProvider = (provider: string, identities: object) => ({
  firebase: { sign_in_provider: provider, identities },
});

tokenVerifierContract('emulator tokens', () =>
  Promise.resolve({
    verifier,
    issue: (claims) => Promise.resolve(emulatorToken(claims)),
    close: () => Promise.resolve(),
  }),
);

describe('tokens of the emulator', () => {
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
});
