import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TokenVerifier } from '../../src/composition.ts';
import { NOW, PROJECT } from '../builders/a-token.ts';

const NOW_S = NOW.getTime() / 1000;
const invalid = { code: 'identity.token_invalid', kind: 'unauthenticated' };

/** A verifier for `PROJECT` at `NOW`, and a way to issue tokens that it believes. */
export type VerifierUnderTest = {
  readonly verifier: TokenVerifier;
  issue(claims?: Record<string, unknown>): Promise<string>;
  close(): Promise<void>;
};

/** What every verifier does with the claims of a token whose origin it believes. */
export function tokenVerifierContract(name: string, create: () => Promise<VerifierUnderTest>): void {
  describe(`the verifier of ${name}`, () => {
    let tested: VerifierUnderTest;
    beforeAll(async () => {
      tested = await create();
    });
    afterAll(() => tested.close());
    const verify = async (claims: Record<string, unknown> = {}) =>
      await tested.verifier.verify(await tested.issue(claims));

    it('reads who signed in', async () => {
      await expect(verify()).resolves.toEqual({
        firebaseUid: 'uid-1',
        email: 'ana@example.com',
        emailVerified: true,
        phoneNumber: null,
        displayName: 'Ana',
        identities: [{ provider: 'google.com', subject: 'g-1' }],
        signedInWith: 'google.com',
        issuedAt: new Date((NOW_S - 60) * 1000),
        authenticatedAt: new Date((NOW_S - 60) * 1000),
        expiresAt: new Date((NOW_S + 3540) * 1000),
      });
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
      await expect(verify(claims)).rejects.toMatchObject(invalid);
    });

    it('says that an expired token has expired', async () => {
      const expired = { code: 'identity.token_expired', kind: 'unauthenticated' };
      await expect(verify({ exp: NOW_S })).rejects.toMatchObject(expired);
      await expect(verify({ exp: NOW_S + 1 })).resolves.toBeDefined();
    });

    it('does not believe a verified flag without an address', async () => {
      await expect(verify({ email: undefined })).resolves.toMatchObject({ email: null, emailVerified: false });
    });

    it('shows a name that cannot be stored without what cannot be stored', async () => {
      await expect(verify({ name: ' A\u0000na\ud800 ' })).resolves.toMatchObject({ displayName: 'Ana\ufffd' });
    });

    it.each(['', '.', '..', '...', 'a.b.c', '\u0000', '{}', 'e30.e30.', '💥.💥.💥', 'x'.repeat(8192)])(
      'refuses %j',
      async (token) => {
        await expect(tested.verifier.verify(token)).rejects.toMatchObject(invalid);
      },
    );
  });
}
