import { errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import {
  LineAlgorithmRefused,
  LineAudienceWrong,
  type LineIdentity,
  LineIssuerWrong,
  LineSignatureWrong,
  LineTokenExpired,
  LineTokenMalformed,
  LineTokenTooEarly,
  LineUnavailable,
} from '../../domain/index.ts';

export type IdTokenVerifier = (idToken: string) => Promise<LineIdentity>;

export type IdTokenRules = {
  readonly issuer: string;
  readonly audience: string;
  /** Key of HS256 tokens. */
  readonly secret: string;
  /** Keys of ES256 tokens. */
  readonly keys: JWTVerifyGetKey;
  readonly now?: () => Date;
};

/** Clocks of LINE and ours may differ by this much. */
const CLOCK_TOLERANCE_S = 60;
const MAX_NAME_LENGTH = 200;
/** What a uid can be made of; LINE's own subjects are `U` and 32 hexadecimal digits. */
const SUBJECT = /^[\x21-\x7e]{1,120}$/;

/**
 * Verifies LINE's ID tokens: ES256 under a published key, or HS256 under the channel's secret. Each algorithm has its own
 * kind of key, so that a public key can never be taken for a shared secret.
 */
export function createIdTokenVerifier(rules: IdTokenRules): IdTokenVerifier {
  const { issuer, audience, now = () => new Date() } = rules;
  const secret = new TextEncoder().encode(rules.secret);
  const keyFor: JWTVerifyGetKey = (header, token) => (header.alg === 'HS256' ? secret : rules.keys(header, token));
  return async (idToken) => {
    const checked = { algorithms: ['ES256', 'HS256'], issuer, audience, currentDate: now() };
    const required = ['iss', 'aud', 'exp', 'iat', 'sub'];
    try {
      const { payload } = await jwtVerify(idToken, keyFor, {
        ...checked,
        requiredClaims: required,
        clockTolerance: CLOCK_TOLERANCE_S,
      });
      return identityOf(payload, audience, now());
    } catch (error) {
      throw faultOf(error);
    }
  };
}

function identityOf(payload: JWTPayload, audience: string, now: Date): LineIdentity {
  const { sub, iat = 0, nonce, name, azp } = payload;
  // Several audiences need a party that is named as the one meant; LINE never has them.
  if (Array.isArray(payload.aud) && payload.aud.length > 1 && azp !== audience) throw new LineAudienceWrong();
  if (iat > now.getTime() / 1000 + CLOCK_TOLERANCE_S) throw new LineTokenTooEarly();
  if (typeof sub !== 'string' || !SUBJECT.test(sub)) throw new LineTokenMalformed();
  const shown = typeof name === 'string' ? name.replaceAll('\u0000', '').trim().slice(0, MAX_NAME_LENGTH) : '';
  return { subject: sub, nonce: typeof nonce === 'string' ? nonce : null, displayName: shown.toWellFormed() || null };
}

const CLAIM_FAULTS: Readonly<Record<string, () => Error>> = {
  iss: () => new LineIssuerWrong(),
  aud: () => new LineAudienceWrong(),
  nbf: () => new LineTokenTooEarly(),
};

/** Says jose's errors in ours. Keys that cannot be fetched are nobody's bad token. */
function faultOf(error: unknown): unknown {
  if (error instanceof errors.JWTExpired) return new LineTokenExpired();
  if (error instanceof errors.JWTClaimValidationFailed)
    return (CLAIM_FAULTS[error.claim] ?? (() => new LineTokenMalformed()))();
  if (error instanceof errors.JOSEAlgNotAllowed) return new LineAlgorithmRefused();
  if (error instanceof errors.JWSSignatureVerificationFailed) return new LineSignatureWrong();
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) {
    return new LineSignatureWrong();
  }
  if (error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid) return new LineUnavailable();
  if (error instanceof errors.JOSENotSupported) return new LineAlgorithmRefused();
  if (error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid) return new LineTokenMalformed();
  if (error instanceof errors.JOSEError) return new LineUnavailable();
  return error instanceof TypeError ? new LineUnavailable() : error;
}
