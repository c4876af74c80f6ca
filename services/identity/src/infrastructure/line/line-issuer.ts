import { findDomainError } from '@haat/domain';
import { buildAuthorizationUrl, type Configuration } from 'openid-client';
import { createRemoteJWKSet } from 'jose';
import type { LineIssuer } from '../../application/ports/line-issuer.ts';
import { LineCodeRefused, LineTokenMalformed, LineUnavailable } from '../../domain/index.ts';
import { configurationOf, type LineOptions } from './line-config.ts';
import { createIdTokenVerifier, type IdTokenVerifier } from './verify-id-token.ts';

const TOKEN_TIMEOUT_MS = 5_000;
const SCOPE = 'openid profile';

type Ready = { readonly configuration: Configuration; readonly verify: IdTokenVerifier };

/**
 * Signs in at LINE by authorization code with PKCE. openid-client finds the server and builds the address; the ID token is
 * verified with jose, because openid-client checks signatures only on request and never those with a shared secret, which
 * is what LINE's web login makes.
 */
export function createLineIssuer(options: LineOptions): LineIssuer {
  const ready = remembered(async (): Promise<Ready> => {
    const configuration = await configurationOf(options);
    const { issuer, jwks_uri: jwksUri = '' } = configuration.serverMetadata();
    const { clientId, clientSecret } = options;
    const keys = createRemoteJWKSet(new URL(jwksUri), { timeoutDuration: TOKEN_TIMEOUT_MS });
    return { configuration, verify: createIdTokenVerifier({ issuer, audience: clientId, secret: clientSecret, keys }) };
  });
  return {
    authorizationUrl: async ({ state, nonce, codeChallenge }) => {
      const { configuration } = await ready();
      const url = buildAuthorizationUrl(configuration, {
        redirect_uri: options.callbackUrl,
        scope: SCOPE,
        state,
        nonce,
        code_challenge: codeChallenge,
        code_challenge_method: 'S256',
      });
      return url.href;
    },
    redeem: async (shown) => {
      const { configuration, verify } = await ready();
      const { token_endpoint: tokenEndpoint = '' } = configuration.serverMetadata();
      return await verify(await exchange(tokenEndpoint, options, shown));
    },
  };
}

/** Finds the server at the first sign-in; a server that was away then is looked for again at the next. */
function remembered(find: () => Promise<Ready>): () => Promise<Ready> {
  let found: Promise<Ready> | undefined;
  return async () => {
    found ??= find();
    try {
      return await found;
    } catch (error) {
      found = undefined;
      throw findDomainError(error) ?? new LineUnavailable();
    }
  };
}

type Shown = { readonly code: string; readonly codeVerifier: string };

/** Exchanges the code for an ID token. A refusal is the code's fault, silence is LINE's. */
async function exchange(tokenEndpoint: string, options: LineOptions, { code, codeVerifier }: Shown): Promise<string> {
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    redirect_uri: options.callbackUrl,
    client_id: options.clientId,
    client_secret: options.clientSecret,
    code_verifier: codeVerifier,
  });
  const signal = AbortSignal.timeout(TOKEN_TIMEOUT_MS);
  const answer = await fetch(tokenEndpoint, { method: 'POST', body, signal, redirect: 'error' }).catch(() => null);
  if (answer === null || answer.status >= 500 || answer.status === 429) throw new LineUnavailable();
  if (!answer.ok) throw new LineCodeRefused();
  const { id_token: idToken } = ((await answer.json().catch(() => ({}))) ?? {}) as { id_token?: unknown };
  if (typeof idToken !== 'string') throw new LineTokenMalformed();
  return idToken;
}
