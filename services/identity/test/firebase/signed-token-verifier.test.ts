import { generateKeyPairSync, createPublicKey, type KeyObject } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exportJWK, exportSPKI, SignJWT, UnsecuredJWT } from 'jose';
import { createSignedTokenVerifier } from '../../src/infrastructure/firebase/signed-token-verifier.ts';
import type { TokenVerifier } from '../../src/application/ports/token-verifier.ts';
import { NOW, PROJECT, someClaims } from '../builders/a-token.ts';
import { tokenVerifierContract } from '../contract/token-verifier.contract.ts';
import { startKeyServer, type KeyServer } from '../builders/key-server.ts';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const clock = { now: () => NOW };
const invalid = { code: 'identity.token_invalid', kind: 'unauthenticated' };

const sign = (claims: Record<string, unknown> = {}, key: KeyObject = privateKey, kid: string | undefined = 'k1') =>
  new SignJWT(someClaims(claims)).setProtectedHeader({ alg: 'RS256', ...(kid ? { kid } : {}) }).sign(key);

async function publishedKey() {
  return { ...(await exportJWK(createPublicKey(privateKey))), kid: 'k1', alg: 'RS256', use: 'sig' };
}

tokenVerifierContract('signed tokens', async () => {
  const keyServer = await startKeyServer([await publishedKey()]);
  const verifier = createSignedTokenVerifier({ projectId: PROJECT, clock, keysUrl: keyServer.url });
  return { verifier, issue: (claims) => sign(claims), close: keyServer.close };
});

describe('signatures of Firebase tokens', () => {
  let keyServer: KeyServer;
  let verifier: TokenVerifier;

  beforeAll(async () => {
    keyServer = await startKeyServer([await publishedKey()]);
    verifier = createSignedTokenVerifier({ projectId: PROJECT, clock, keysUrl: keyServer.url });
  });
  afterAll(() => keyServer.close());

  it('fetches the keys once for many tokens', async () => {
    const before = keyServer.requests();
    for (let i = 0; i < 20; i += 1) await verifier.verify(await sign({ sub: `uid-${i}` }));
    expect(keyServer.requests() - before).toBeLessThanOrEqual(1);
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
