import type { LinkedIdentity, Provider, User } from '../../domain/index.ts';

type Named = { readonly provider: Provider; readonly subject: string };

/** Somebody else registered the same Firebase account or address at the same moment: begin the sign-in anew. */
export class SignInCollided extends Error {
  override readonly name = 'SignInCollided';
}

/** Users within one transaction. */
export interface UserRepository {
  findByFirebaseUid(firebaseUid: string): Promise<User | null>;
  findByVerifiedEmail(email: string): Promise<User | null>;
  /** Throws {@link SignInCollided} when the account or the verified address was taken meanwhile. */
  add(user: User, firebaseUid: string): Promise<void>;
  /** Lets one more Firebase account lead to the user; throws {@link SignInCollided} as `add` does. */
  attach(userId: string, firebaseUid: string): Promise<void>;
  /** Locks the user, applies the decision, which may run twice, and stores its result. Throws `UserNotFound`. */
  update(userId: string, decide: (user: User) => User): Promise<User>;
  /** Lets a Firebase account, identities and all, lead to another user. */
  moveAccount(firebaseUid: string, toUserId: string): Promise<void>;
  /**
   * Locks the user and takes the chosen identities away for good: a Firebase account that is left without any leads to
   * nobody, and what was taken away stays away until {@link allowAgain}.
   */
  unlink(userId: string, choose: (user: User) => readonly LinkedIdentity[], now: Date): Promise<User>;
  allowAgain(userId: string, identities: readonly Named[]): Promise<void>;
  /** What the user has taken away. */
  unlinkedOf(userId: string): Promise<readonly Named[]>;
  /** The admins who can sign in now; until the transaction ends nobody else can change who they are. */
  lockEnabledAdmins(): Promise<readonly string[]>;
}
