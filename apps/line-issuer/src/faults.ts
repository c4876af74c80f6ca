import { createHmac } from 'node:crypto';
import type { MutableToken } from 'oauth2-mock-server';

/** What an ID token can be made wrong in, or other than usual, at the wish of whoever signs in. */
export const FAULTS = [
  'none',
  /** Not wrong: LINE's web login signs with the channel's secret. */
  'hs256',
  'wrong_nonce',
  'no_nonce',
  'wrong_audience',
  'wrong_issuer',
  'expired',
  'from_the_future',
  'no_subject',
  'wrong_signature',
  'unknown_key',
  'alg_none',
  'hs256_with_public_key',
  'hs256_with_other_secret',
  'not_a_token',
  'no_id_token',
  'server_error',
] as const;
export type Fault = (typeof FAULTS)[number];

export const isFault = (word: string): word is Fault => (FAULTS as readonly string[]).includes(word);

const HOUR_S = 3600;

/** Changes claims and header before the token is signed. */
export function forgeClaims({ header, payload }: MutableToken, fault: Fault): void {
  const changes: Partial<Record<Fault, () => void>> = {
    wrong_nonce: () => void (payload.nonce = 'of-another-sign-in'),
    no_nonce: () => void delete payload.nonce,
    wrong_audience: () => void (payload.aud = 'another-channel'),
    wrong_issuer: () => void (payload.iss = 'https://line.example'),
    expired: () => Object.assign(payload, { iat: payload.iat - 2 * HOUR_S, exp: payload.iat - HOUR_S }),
    from_the_future: () => Object.assign(payload, { iat: payload.iat + HOUR_S, exp: payload.iat + 2 * HOUR_S }),
    no_subject: () => void delete payload.sub,
    unknown_key: () => void (header.kid = 'a-key-of-nobody'),
  };
  changes[fault]?.();
}

export type Secrets = { readonly clientSecret: string; readonly publicKey: string };

/** Changes the token after it was signed. Null leaves it out. */
export function forgeToken(token: string, fault: Fault, { clientSecret, publicKey }: Secrets): string | null {
  const [, payload = '', signature = ''] = token.split('.');
  switch (fault) {
    case 'wrong_signature':
      return `${token.slice(0, -signature.length)}${[...signature].reverse().join('')}`;
    case 'alg_none':
      return `${encode({ alg: 'none', typ: 'JWT' })}.${payload}.`;
    case 'hs256':
      return signed(payload, clientSecret);
    case 'hs256_with_public_key':
      return signed(payload, publicKey);
    case 'hs256_with_other_secret':
      return signed(payload, `${clientSecret}.`);
    case 'not_a_token':
      return 'not a token';
    case 'no_id_token':
      return null;
    default:
      return token;
  }
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function signed(payload: string, secret: string): string {
  const body = `${encode({ alg: 'HS256', typ: 'JWT' })}.${payload}`;
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
}
