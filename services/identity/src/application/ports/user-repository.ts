import type { User } from '../../domain/index.ts';

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
  /** The admins who can sign in now; until the transaction ends nobody else can change who they are. */
  lockEnabledAdmins(): Promise<readonly string[]>;
}
