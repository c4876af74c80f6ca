import type { VerifiedToken } from '../../domain/index.ts';

/**
 * Tells whose ID token this is. It answers from the token and public keys alone and knows nothing of accounts or
 * revocation. Whatever is wrong with a token, the rejection is `TokenInvalid` or `TokenExpired`; only keys that cannot
 * be fetched are another error, because that is nobody's bad token.
 */
export interface TokenVerifier {
  verify(token: string): Promise<VerifiedToken>;
}
