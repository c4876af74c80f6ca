import type { FirebaseAccount, FirebaseAccounts, FirebaseSession } from '../../application/ports/firebase-accounts.ts';
import {
  AccountsUnavailable,
  EmailTaken,
  PasswordSignInOff,
  PasswordTooWeak,
  type Provider,
  TooManyAttempts,
  WrongCredentials,
} from '../../domain/index.ts';
import { createToolkit, type ToolkitOptions, ToolkitRefused } from './identity-toolkit.ts';

export { createAccessTokens, emulatorAccessTokens, type ServiceAccountKey } from './access-tokens.ts';
export type { ToolkitOptions } from './identity-toolkit.ts';

const WRONG = [
  'EMAIL_NOT_FOUND',
  'INVALID_PASSWORD',
  'INVALID_LOGIN_CREDENTIALS',
  'INVALID_EMAIL',
  'MISSING_PASSWORD',
  'USER_DISABLED',
];
const FIREBASE_PAUSE_S = 60;

const FAULTS: Readonly<Record<string, () => Error>> = {
  ...Object.fromEntries(WRONG.map((reason) => [reason, () => new WrongCredentials()])),
  EMAIL_EXISTS: () => new EmailTaken(),
  WEAK_PASSWORD: () => new PasswordTooWeak('password', 'firebase_policy', 'Firebase finds this password too weak.'),
  PASSWORD_DOES_NOT_MEET_REQUIREMENTS: () =>
    new PasswordTooWeak('password', 'firebase_policy', 'Firebase finds this password too weak.'),
  TOO_MANY_ATTEMPTS_TRY_LATER: () => new TooManyAttempts(FIREBASE_PAUSE_S),
  OPERATION_NOT_ALLOWED: () => new PasswordSignInOff(),
  PASSWORD_LOGIN_DISABLED: () => new PasswordSignInOff(),
};

/** The names by which Firebase knows what can be taken from an account. */
const FIREBASE_NAMES: Partial<Readonly<Record<Provider, string>>> = { line: 'oidc.line' };

/** The accounts of a Firebase project, over its REST interface. */
export function createFirebaseAccounts(options: ToolkitOptions): FirebaseAccounts {
  const { asClient, asAdmin } = createToolkit(options);
  const update = async (localId: string, change: object) => {
    await inOurWords(asAdmin('update', { localId, ...change }));
  };
  return {
    signIn: async (email, password) =>
      toSession(await inOurWords(asClient('signInWithPassword', { email, password, returnSecureToken: true }))),
    signUp: async ({ email, password, displayName }) => {
      const named = displayName === null ? {} : { displayName };
      const said = await inOurWords(asClient('signUp', { email, password, ...named, returnSecureToken: true }));
      return { uid: String(said.localId), ...toSession(said) };
    },
    find: async (by) => {
      const wanted = 'uid' in by ? { localId: [by.uid] } : { email: [by.email] };
      const { users } = await inOurWords(asAdmin('lookup', wanted));
      const [user] = Array.isArray(users) ? (users as FirebaseUser[]) : [];
      return user === undefined ? null : toAccount(user);
    },
    setPassword: (uid, change) => update(uid, change),
    confirmEmail: (uid) => update(uid, { emailVerified: true }),
    remove: async (uid) => {
      await inOurWords(asAdmin('delete', { localId: uid }).catch(exceptGone));
    },
    removeProvider: (uid, provider) => update(uid, { deleteProvider: [FIREBASE_NAMES[provider] ?? provider] }),
  };
}

/** Where no Firebase is configured, nobody has a password, and there is no account to be deleted. */
export function createNoAccounts(): FirebaseAccounts {
  const off = () => Promise.reject(new PasswordSignInOff());
  return {
    signIn: off,
    signUp: off,
    find: off,
    setPassword: off,
    confirmEmail: off,
    removeProvider: off,
    remove: () => Promise.resolve(),
  };
}

const exceptGone = (error: unknown): Record<string, unknown> => {
  if (error instanceof ToolkitRefused && error.reason === 'USER_NOT_FOUND') return {};
  throw error;
};

async function inOurWords(call: Promise<Record<string, unknown>>): Promise<Record<string, unknown>> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof ToolkitRefused) throw (FAULTS[error.reason] ?? (() => new AccountsUnavailable()))();
    throw error;
  }
}

function toSession({ idToken, refreshToken, expiresIn }: Record<string, unknown>): FirebaseSession {
  // An account with a second factor gets no token for its password alone; we offer no second step.
  if (typeof idToken !== 'string' || typeof refreshToken !== 'string') throw new WrongCredentials();
  return { idToken, refreshToken, expiresInS: Number(expiresIn) };
}

type FirebaseUser = {
  readonly localId: string;
  readonly email?: string;
  readonly emailVerified?: boolean;
  readonly passwordHash?: string;
  readonly providerUserInfo?: readonly { readonly providerId: string }[];
};

const toAccount = (user: FirebaseUser): FirebaseAccount => ({
  uid: user.localId,
  email: user.email?.toLowerCase() ?? null,
  emailVerified: user.emailVerified === true,
  hasPassword:
    user.passwordHash !== undefined ||
    (user.providerUserInfo ?? []).some(({ providerId }) => providerId === 'password'),
});
