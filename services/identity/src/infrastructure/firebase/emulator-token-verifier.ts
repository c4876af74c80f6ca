import type { TokenVerifier } from '../../application/ports/token-verifier.ts';
import { TokenInvalid } from '../../domain/index.ts';
import { readClaims, type ClaimRules } from './claims.ts';

/** Base64url without padding, and nothing that a lenient decoder would skip over. */
const SEGMENT = /^[A-Za-z0-9_-]+$/;

/**
 * Believes the unsigned ID tokens of the Firebase Auth emulator. Whoever can reach a process with this verifier can be
 * anybody: it belongs to the embedded profile on loopback and is therefore never a default. Tokens that carry a
 * signature are refused, so that a production token is not mistaken for a checked one.
 */
export function createEmulatorTokenVerifier(rules: ClaimRules): TokenVerifier {
  return {
    verify: async (token) => {
      const [header, payload, signature, ...rest] = token.split('.');
      if (header === undefined || payload === undefined || signature !== '' || rest.length > 0) {
        throw new TokenInvalid('unsigned');
      }
      const { alg } = parseHeader(header);
      if (alg !== 'none') throw new TokenInvalid('unsigned');
      return readClaims(decode(payload), rules);
    },
  };
}

function parseHeader(segment: string): { alg?: unknown } {
  try {
    const header: unknown = JSON.parse(decode(segment).toString('utf8'));
    return header !== null && typeof header === 'object' ? header : {};
  } catch {
    throw new TokenInvalid('header');
  }
}

function decode(segment: string): Buffer {
  if (!SEGMENT.test(segment)) throw new TokenInvalid('encoding');
  return Buffer.from(segment, 'base64url');
}
