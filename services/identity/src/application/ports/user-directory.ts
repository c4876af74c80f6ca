import type { User } from '../../domain/index.ts';

export type Contact = { readonly userId: string; readonly email: string | null; readonly displayName: string | null };

export type UserPage = { readonly after: string | null; readonly limit: number; readonly email: string | null };

/** Reads of users outside a transaction. */
export interface UserDirectory {
  findById(userId: string): Promise<User | null>;
  findByFirebaseUid(firebaseUid: string): Promise<User | null>;
  /** Newest first; `after` is the id of the last user seen. */
  page(page: UserPage): Promise<readonly User[]>;
  contactsOf(userIds: readonly string[]): Promise<readonly Contact[]>;
  /** The user who verified the address; failing that the only one who claims it. */
  findIdByEmail(email: string): Promise<string | null>;
}
