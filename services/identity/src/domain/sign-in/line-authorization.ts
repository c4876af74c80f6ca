import {
  LineStateExpired,
  LineStateUnknown,
  LineStateUsed,
  LineVerifierMissing,
  LineVerifierWrong,
} from './line.errors.ts';

export const LINE_AUTHORIZATION_TTL_MS = 600_000;

/**
 * A sign-in with LINE that somebody has begun. Nothing in it opens anything: of state and nonce only digests are kept, and
 * the code verifier stays with the browser or app that began.
 */
export type LineAuthorization = {
  readonly stateDigest: string;
  readonly nonceDigest: string;
  readonly codeChallenge: string;
  readonly returnUrl: string | null;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
};

/** What shows that who finishes is who began: the digest of their verifier, or null where none was shown. */
export type Proof = { readonly challenge: string | null; readonly now: Date };

/**
 * Uses an authorization up. Who cannot prove to have begun it does not use it up, so that seeing a state go by is not
 * enough to spoil somebody's sign-in.
 */
export function useAuthorization(pending: LineAuthorization | null, { challenge, now }: Proof): LineAuthorization {
  if (pending === null) throw new LineStateUnknown();
  if (challenge === null) throw new LineVerifierMissing();
  if (challenge !== pending.codeChallenge) throw new LineVerifierWrong();
  if (pending.usedAt !== null) throw new LineStateUsed();
  if (pending.expiresAt <= now) throw new LineStateExpired();
  return { ...pending, usedAt: now };
}
