import type { User } from '../../domain/index.ts';

/** What other contexts are told; it is told if and only if the transaction commits. */
export interface Announcements {
  userRegistered(user: User): void;
  accessChanged(user: User): void;
  /** `addresses` were the account's; others are told their digests. */
  accountErased(user: User, addresses: readonly string[]): void;
}
