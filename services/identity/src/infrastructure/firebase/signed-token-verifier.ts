import { findDomainError } from '@haat/domain';
import { compactVerify, createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import type { TokenVerifier } from '../../application/ports/token-verifier.ts';
import { KeysUnavailable, TokenInvalid } from '../../domain/index.ts';
import { readClaims, type ClaimRules } from './claims.ts';

/** Where Google publishes the keys that sign Firebase ID tokens. */
export const GOOGLE_KEYS_URL = new URL(
  'https://www.googleapis.com/service_accounts/v1/jwk/securetoken@system.gserviceaccount.com',
);

const KEYS_TIMEOUT_MS = 5_000;
/** Between two fetches for a key id that is not known, so that made-up ids cannot make us hammer Google. */
const KEYS_COOLDOWN_MS = 30_000;

export type SignedTokenOptions = ClaimRules & { readonly keysUrl?: URL };

/** Verifies the ID tokens of a real Firebase project. Only RS256 under one of Google's current keys is believed. */
export function createSignedTokenVerifier({ keysUrl = GOOGLE_KEYS_URL, ...rules }: SignedTokenOptions): TokenVerifier {
  const options = { timeoutDuration: KEYS_TIMEOUT_MS, cooldownDuration: KEYS_COOLDOWN_MS };
  const keys = createRemoteJWKSet(keysUrl, options);
  return { verify: async (token) => readClaims(await verifySignature(token, keys), rules) };
}

/** The payload of a token whose signature holds. The algorithm is pinned here: what the token asks for is not asked. */
export async function verifySignature(token: string, keys: JWTVerifyGetKey): Promise<Uint8Array> {
  try {
    const { payload, protectedHeader } = await compactVerify(token, available(keys), { algorithms: ['RS256'] });
    // Extensions change what a signature covers; Firebase uses none.
    if (protectedHeader.crit !== undefined) throw new TokenInvalid('header');
    if (typeof protectedHeader.kid !== 'string') throw new TokenInvalid('key_id');
    return payload;
  } catch (error) {
    throw findDomainError(error) ?? new TokenInvalid('signature');
  }
}

/** Errors of the key set that a token brings about by what it names; any other means that the keys cannot be had. */
const FAULTS_OF_THE_TOKEN: readonly string[] = [
  errors.JWKSNoMatchingKey.code,
  errors.JWKSMultipleMatchingKeys.code,
  errors.JOSENotSupported.code,
];

/** Keys that cannot be fetched are nobody's bad token: whoever sends it again in a minute may be let in. */
const available =
  (keys: JWTVerifyGetKey): JWTVerifyGetKey =>
  async (header, token) => {
    try {
      return await keys(header, token);
    } catch (error) {
      if (FAULTS_OF_THE_TOKEN.includes((error as { code?: string }).code ?? '')) throw error;
      throw new KeysUnavailable();
    }
  };
