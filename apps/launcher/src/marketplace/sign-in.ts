import {
  createEmulatorTokenMinter,
  createFirebaseAccounts,
  emulatorAccessTokens,
  type SignInOptions,
} from '@haat/identity';
import { createLineIssuer } from '@haat/line-issuer';
import type { FastifyInstance } from 'fastify';

/** The channel that the local issuer knows. Nothing is secret about it: it signs people in on this machine only. */
const CHANNEL = { clientId: 'haat-embedded', clientSecret: 'the-embedded-profile-has-no-secrets' } as const;

/** Where a shop that runs on this machine may be returned to after LINE. */
const RETURN_PATHS = ['/signed-in', '/auth/line'] as const;
const SHOPS = ['http://localhost:3000', 'http://127.0.0.1:3000'] as const;

type Addresses = { readonly url: string; readonly authUrl: string | null; readonly projectId: string };

/** Signing in on one machine: the Auth emulator instead of Firebase, and an issuer of our own instead of LINE. */
export function embeddedSignIn({ url, authUrl, projectId }: Addresses): SignInOptions {
  return {
    publicUrl: url,
    tokens: createEmulatorTokenMinter(),
    line: { server: { discoveryUrl: `${url}/line/.well-known/openid-configuration` }, ...CHANNEL, allowHttp: true },
    returnUrls: [url, ...SHOPS].flatMap((shop) => RETURN_PATHS.map((path) => `${shop}${path}`)),
    ...(authUrl === null
      ? {}
      : {
          accounts: createFirebaseAccounts({
            baseUrl: `${authUrl}/identitytoolkit.googleapis.com/v1`,
            projectId,
            apiKey: 'embedded',
            accessTokens: emulatorAccessTokens,
          }),
        }),
  };
}

/** Stands in for LINE, below `/line` of the gateway. */
export const startLocalLine = (url: string): Promise<FastifyInstance> =>
  createLineIssuer({ publicUrl: url, ...CHANNEL, callbackUrls: [`${url}/v1/sign-in/line/callback`] });
