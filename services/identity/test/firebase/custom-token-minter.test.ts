import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { createEmulatorTokenMinter, createServiceAccountTokenMinter } from '../../src/composition.ts';

const AUDIENCE = 'https://identitytoolkit.googleapis.com/google.identity.identitytoolkit.v1.IdentityToolkit';
const ACCOUNT = { uid: 'line:U1', claims: { name: 'Ana' } };

describe('a custom token', () => {
  it('of a service account is signed by it, names the account and lasts no longer than an hour', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const clientEmail = 'haat@project.iam.gserviceaccount.com';
    const token = await createServiceAccountTokenMinter({ clientEmail, privateKey: pem }).mint(ACCOUNT);
    const { payload } = await jwtVerify(token, publicKey, {
      algorithms: ['RS256'],
      audience: AUDIENCE,
      issuer: clientEmail,
    });
    expect(payload).toMatchObject({ sub: clientEmail, uid: 'line:U1', claims: { name: 'Ana' } });
    expect(payload.exp! - payload.iat!).toBeLessThanOrEqual(3600);
  });

  it('says what is wrong with a key only when it is used', async () => {
    const minter = createServiceAccountTokenMinter({ clientEmail: 'a@b.example', privateKey: 'no key' });
    await expect(minter.mint(ACCOUNT)).rejects.toThrow();
  });

  it('of the emulator is unsigned', async () => {
    const token = await createEmulatorTokenMinter().mint({ uid: 'line:U1', claims: {} });
    expect(decodeProtectedHeader(token)).toEqual({ alg: 'none' });
    expect(decodeJwt(token)).toMatchObject({ aud: AUDIENCE, uid: 'line:U1' });
    expect(decodeJwt(token).claims).toBeUndefined();
  });
});
