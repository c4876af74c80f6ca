import { importPKCS8, SignJWT, UnsecuredJWT } from 'jose';
import type { CustomTokenMinter } from '../../application/ports/custom-token-minter.ts';

/** The audience that Firebase demands of custom tokens. */
const AUDIENCE = 'https://identitytoolkit.googleapis.com/google.identity.identitytoolkit.v1.IdentityToolkit';
const LIFETIME_S = 600;

type Account = Parameters<CustomTokenMinter['mint']>[0];

const payloadOf = ({ uid, claims }: Account, issuer: string) => {
  const nowS = Math.floor(Date.now() / 1000);
  const named = Object.keys(claims).length === 0 ? {} : { claims };
  return { iss: issuer, sub: issuer, aud: AUDIENCE, iat: nowS, exp: nowS + LIFETIME_S, uid, ...named };
};

/** For the Auth emulator, which believes unsigned tokens; a real project refuses them. */
export const createEmulatorTokenMinter = (): CustomTokenMinter => ({
  mint: async (account) => new UnsecuredJWT(payloadOf(account, 'firebase-auth-emulator@example.com')).encode(),
});

export type ServiceAccount = {
  readonly clientEmail: string;
  /** PKCS #8 in PEM, as in the key file of the service account. */
  readonly privateKey: string;
};

/** For a real Firebase project, signed by its service account. */
export function createServiceAccountTokenMinter({ clientEmail, privateKey }: ServiceAccount): CustomTokenMinter {
  const key = importPKCS8(privateKey, 'RS256');
  // A key that cannot be read is said where it is used; until then it must not end the process.
  key.catch(() => {});
  return {
    mint: async (account) =>
      await new SignJWT(payloadOf(account, clientEmail))
        .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
        .sign(await key),
  };
}
