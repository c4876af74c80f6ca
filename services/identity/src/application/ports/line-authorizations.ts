import type { LineAuthorization } from '../../domain/index.ts';

/** Sign-ins with LINE that were begun, within one transaction. */
export interface LineAuthorizations {
  add(begun: LineAuthorization): Promise<void>;
  /** Locks the authorization, applies the decision and stores its result; what is not there is decided as null. */
  update(
    stateDigest: string,
    decide: (pending: LineAuthorization | null) => LineAuthorization,
  ): Promise<LineAuthorization>;
  /** Where to send the browser of a sign-in on to; null where nothing was begun or nothing was said. */
  findReturnUrl(stateDigest: string): Promise<string | null>;
  /** Forgets what has expired before an instant. */
  forget(before: Date): Promise<void>;
}
