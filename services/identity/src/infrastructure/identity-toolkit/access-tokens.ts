import { importPKCS8, SignJWT } from 'jose';
import { AccountsUnavailable } from '../../domain/index.ts';

/** The right to administer a project's accounts. */
export type AccessTokens = { readonly current: () => Promise<string> };

/** What the Auth emulator takes for an administrator. */
export const emulatorAccessTokens: AccessTokens = { current: () => Promise.resolve('owner') };

export type ServiceAccountKey = {
  readonly clientEmail: string;
  /** PKCS #8 in PEM, as in the key file of the service account. */
  readonly privateKey: string;
  readonly tokenUrl?: string;
};

const GOOGLE_TOKEN_URL = 'https://oauth2.googleapis.com/token';
const SCOPE = 'https://www.googleapis.com/auth/identitytoolkit';
const LIFETIME_S = 3600;
/** Renewed while the last one still works. */
const EARLY_MS = 300_000;
const TIMEOUT_MS = 10_000;

type Held = { readonly token: string; readonly untilMs: number };

/** Access tokens of a service account (RFC 7523), asked for when needed and kept until shortly before they end. */
export function createAccessTokens({
  clientEmail,
  privateKey,
  tokenUrl = GOOGLE_TOKEN_URL,
}: ServiceAccountKey): AccessTokens {
  let held: Promise<Held> | undefined;
  const fetchToken = async (): Promise<Held> => {
    const nowS = Math.floor(Date.now() / 1000);
    const assertion = await new SignJWT({ scope: SCOPE })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
      .setIssuer(clientEmail)
      .setAudience(tokenUrl)
      .setIssuedAt(nowS)
      .setExpirationTime(nowS + LIFETIME_S)
      .sign(await importPKCS8(privateKey, 'RS256'));
    const body = new URLSearchParams({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion });
    const answer = await fetch(tokenUrl, { method: 'POST', body, signal: AbortSignal.timeout(TIMEOUT_MS) });
    const { access_token: token, expires_in: expiresInS } = (await answer.json()) as Record<string, unknown>;
    if (typeof token !== 'string' || typeof expiresInS !== 'number') throw new AccountsUnavailable();
    return { token, untilMs: Date.now() + expiresInS * 1000 - EARLY_MS };
  };
  return {
    current: async () => {
      const last = await held?.catch(() => undefined);
      if (last !== undefined && last.untilMs > Date.now()) return last.token;
      held = fetchToken();
      try {
        return (await held).token;
      } catch {
        held = undefined;
        throw new AccountsUnavailable();
      }
    },
  };
}
