import type { LineIdentity } from '../../domain/index.ts';

/**
 * LINE, or whoever stands in for it. `redeem` exchanges a code and verifies the ID token that comes back: signature,
 * algorithm, issuer, audience and times, each refusal with its own error. Whether the nonce is the one that was sent, the
 * caller must check, because only digests are kept of it. Network calls: never inside a transaction.
 */
export interface LineIssuer {
  /** Where to send the person. */
  authorizationUrl(wanted: {
    readonly state: string;
    readonly nonce: string;
    readonly codeChallenge: string;
  }): Promise<string>;
  redeem(shown: { readonly code: string; readonly codeVerifier: string }): Promise<LineIdentity>;
}
