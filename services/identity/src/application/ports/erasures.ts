/** The parts of an erasure, beside the account's own row, that belong to its transaction. */
export interface Erasures {
  /** Forgets identities, links, sessions and answers of the user, and lets the Firebase accounts be deleted. */
  forget(userId: string, now: Date): Promise<void>;
}

export type FirebaseRemoval = { readonly firebaseUid: string; readonly isRemoved: boolean };

/** Firebase accounts to be deleted, and uids to be forgotten after that. */
export interface FirebaseRemovals {
  nextDueAt(): Promise<Date | null>;
  /** Takes what is due, so that no other process does, and has it due again later in case this one fails. */
  claimDue(now: Date, againAt: Date, limit: number): Promise<readonly FirebaseRemoval[]>;
  markRemoved(firebaseUid: string, now: Date, forgetAt: Date): Promise<void>;
  forgetUid(firebaseUid: string): Promise<void>;
}
