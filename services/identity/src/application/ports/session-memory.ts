import type { Credential, Role } from '@haat/domain';

export type AuthenticatedUser = {
  readonly userId: string;
  readonly roles: readonly Role[];
  readonly email: string | null;
  /** Nobody may remember the answer beyond it. */
  readonly expiresAt: Date;
  readonly via: Credential;
};

/** A point in time of the memory, against which a later `remember` is checked. */
export type MemoryMark = { readonly forgotten: number };

/**
 * Remembers for a few seconds whom a token stands for, so that a busy client costs no database round trip a request.
 * Take a mark before reading the account: an answer that was read before somebody was forgotten is not remembered,
 * otherwise a revocation that comes in between would be undone. Forget a user after the change is committed.
 */
export interface SessionMemory {
  find(token: string): AuthenticatedUser | undefined;
  mark(): MemoryMark;
  remember(token: string, user: AuthenticatedUser, mark: MemoryMark): void;
  forget(userId: string): void;
}
