import type { Provider } from '../../domain/index.ts';

export type FirebaseSession = { readonly idToken: string; readonly refreshToken: string; readonly expiresInS: number };

export type FirebaseAccount = {
  readonly uid: string;
  readonly email: string | null;
  readonly emailVerified: boolean;
  readonly hasPassword: boolean;
};

/**
 * The accounts at Firebase, which alone knows passwords. Every call goes over the network: never inside a transaction.
 * `AccountsUnavailable` when Firebase does not answer; `PasswordSignInOff` where there is none.
 */
export interface FirebaseAccounts {
  /** Unknown address, wrong password and a disabled account are all `WrongCredentials`. */
  signIn(email: string, password: string): Promise<FirebaseSession>;
  /** Throws `EmailTaken`. */
  signUp(account: {
    readonly email: string;
    readonly password: string;
    readonly displayName: string | null;
  }): Promise<FirebaseSession & { readonly uid: string }>;
  find(by: { readonly email: string } | { readonly uid: string }): Promise<FirebaseAccount | null>;
  /** Ends Firebase's own sessions of the account too. Whoever sets it by a link has shown that the address is theirs. */
  setPassword(uid: string, change: { readonly password: string; readonly emailVerified?: true }): Promise<void>;
  confirmEmail(uid: string): Promise<void>;
  removeProvider(uid: string, provider: Provider): Promise<void>;
  /** Deletes the account with all that Firebase knows of it. One that is gone already is gone. */
  remove(uid: string): Promise<void>;
}
