/** Who LINE says that somebody is, in a verified ID token. */
export type LineIdentity = {
  readonly subject: string;
  readonly nonce: string | null;
  readonly displayName: string | null;
};

/**
 * Firebase accounts that we make for people of LINE have this in front of LINE's subject as their uid. Only holders of the
 * service account can choose a uid, so that it proves the sign-in as a provider's own entry would.
 */
const UID_PREFIX = 'line:';

export const lineUid = (subject: string): string => `${UID_PREFIX}${subject}`;

export const lineSubjectOf = (firebaseUid: string): string | null =>
  firebaseUid.startsWith(UID_PREFIX) && firebaseUid.length > UID_PREFIX.length
    ? firebaseUid.slice(UID_PREFIX.length)
    : null;
