import type { Clock } from '@haat/domain';
import { z } from 'zod';
import { TokenExpired, TokenInvalid, type VerifiedToken } from '../../domain/index.ts';
import { identitiesOf, providerOf } from './identities.ts';

/** Clocks of issuer and verifier may differ by this much. */
const CLOCK_TOLERANCE_S = 5;
const MAX_UID_LENGTH = 128;
const MAX_NAME_LENGTH = 200;
/** PostgreSQL stores neither NUL nor lone surrogates; no honest claim holds them. */
const stored = (maxLength: number) =>
  z
    .string()
    .max(maxLength)
    .refine((value) => !value.includes('\u0000') && value.isWellFormed());
const instant = z.number().int().positive().max(253_402_300_799);

const claimsSchema = z.object({
  iss: z.string(),
  aud: z.string(),
  sub: stored(MAX_UID_LENGTH).min(1),
  exp: instant,
  iat: instant,
  auth_time: instant,
  email: stored(254).toLowerCase().optional(),
  email_verified: z.boolean().optional(),
  phone_number: stored(32).optional(),
  name: z.string().optional(),
  firebase: z.object({
    sign_in_provider: stored(100),
    identities: z.record(stored(100), z.array(stored(300)).max(20)).default({}),
  }),
});

export type ClaimRules = { readonly projectId: string; readonly clock: Clock };

/** Checks the claims of a Firebase ID token and says in our words what they mean. */
export function readClaims(payload: Uint8Array, { projectId, clock }: ClaimRules): VerifiedToken {
  const parsed = claimsSchema.safeParse(parseJson(payload));
  if (!parsed.success) throw new TokenInvalid('claims');
  const claims = parsed.data;
  if (claims.iss !== `https://securetoken.google.com/${projectId}`) throw new TokenInvalid('issuer');
  if (claims.aud !== projectId) throw new TokenInvalid('audience');
  const nowS = Math.floor(clock.now().getTime() / 1000);
  if (claims.iat > nowS + CLOCK_TOLERANCE_S) throw new TokenInvalid('issued_in_the_past');
  if (claims.auth_time > nowS + CLOCK_TOLERANCE_S) throw new TokenInvalid('signed_in_in_the_past');
  if (claims.exp <= nowS) throw new TokenExpired();

  const email = claims.email ?? null;
  return {
    firebaseUid: claims.sub,
    email,
    emailVerified: email !== null && claims.email_verified === true,
    phoneNumber: claims.phone_number ?? null,
    displayName: shownName(claims.name),
    identities: identitiesOf(claims.sub, claims.firebase),
    signedInWith: providerOf(claims.sub, claims.firebase),
    issuedAt: new Date(claims.iat * 1000),
    authenticatedAt: new Date(claims.auth_time * 1000),
    expiresAt: new Date(claims.exp * 1000),
  };
}

/** A name is decoration: one that cannot be stored is made storable instead of locking its owner out. */
function shownName(name = ''): string | null {
  return name.replaceAll('\u0000', '').trim().slice(0, MAX_NAME_LENGTH).toWellFormed() || null;
}

function parseJson(payload: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload));
  } catch {
    throw new TokenInvalid('claims');
  }
}
