import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLocalJWKSet, type JWK } from 'jose';
import { createEmulatorTokenVerifier } from '../../src/infrastructure/firebase/emulator-token-verifier.ts';
import { createSignedTokenVerifier, verifySignature } from '../../src/infrastructure/firebase/signed-token-verifier.ts';
import { NOW, PROJECT } from '../builders/a-token.ts';
import { startKeyServer, type KeyServer } from '../builders/key-server.ts';

type Vector = { tcId: number; comment: string; jws: string; result: 'valid' | 'invalid' };
type Group = { comment: string; public?: JWK; private: JWK; tests: Vector[] };

const FILE = new URL(
  '../../../../../shared/data/security/jose_wycheproof/json_web_signature_test.json.gz',
  import.meta.url,
);
const present = existsSync(FILE);
const groups: Group[] = present ? JSON.parse(gunzipSync(readFileSync(FILE)).toString()).testGroups : [];
const vectors = groups.flatMap((group) => group.tests.map((vector) => ({ group, vector })));
const clock = { now: () => NOW };
const refusal = { code: 'identity.token_invalid', kind: 'unauthenticated' };

/** The header's algorithm as far as it can be read; the vectors include strings that are no tokens at all. */
function algorithmOf(jws: string): unknown {
  try {
    return JSON.parse(Buffer.from(jws.split('.')[0]!, 'base64url').toString()).alg;
  } catch {
    return undefined;
  }
}

(present ? describe : describe.skip)('Wycheproof JWS vectors (skipped where ../shared/data is absent)', () => {
  let keyServer: KeyServer;
  beforeAll(async () => {
    const keys = groups.map((group) => group.public ?? group.private);
    keyServer = await startKeyServer(keys);
  });
  afterAll(() => keyServer.close());

  it('are all there', () => expect(vectors.length).toBe(401));

  it('never authenticate anybody as production tokens, even with every vector key published', async () => {
    const verifier = createSignedTokenVerifier({ projectId: PROJECT, clock, keysUrl: keyServer.url });
    for (const { vector } of vectors) {
      await expect(verifier.verify(vector.jws)).rejects.toMatchObject(refusal);
    }
  });

  it('never authenticate anybody at the emulator', async () => {
    const verifier = createEmulatorTokenVerifier({ projectId: PROJECT, clock });
    for (const { vector } of vectors) {
      await expect(verifier.verify(vector.jws)).rejects.toMatchObject(refusal);
    }
  });

  it('are judged as they should be where the algorithm is allowed, and refused where it is not', async () => {
    const judged = { accepted: 0, refused: 0 };
    for (const { group, vector } of vectors) {
      const key = group.public ?? group.private;
      const isAllowed = algorithmOf(vector.jws) === 'RS256' && key.alg === 'RS256' && vector.result === 'valid';
      const verdict = await verifySignature(vector.jws, createLocalJWKSet({ keys: [key] })).then(
        () => 'accepted' as const,
        (error: unknown) => {
          expect(error).toMatchObject(refusal);
          return 'refused' as const;
        },
      );
      judged[verdict] += 1;
      expect(`${vector.tcId} ${verdict}`).toBe(`${vector.tcId} ${isAllowed ? 'accepted' : 'refused'}`);
    }
    expect(judged.accepted).toBeGreaterThan(5);
  });
});
