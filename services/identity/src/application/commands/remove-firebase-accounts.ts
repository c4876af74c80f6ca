import { ID_TOKEN_LIFETIME_MS } from '../../domain/index.ts';
import type { FirebaseRemovals } from '../ports/erasures.ts';
import type { FirebaseAccounts } from '../ports/firebase-accounts.ts';

type Deps = { readonly removals: FirebaseRemovals; readonly accounts: Pick<FirebaseAccounts, 'remove'> };

const BATCH = 20;
const AGAIN_AFTER_MS = 60_000;

/** Deletes Firebase accounts of erased users, and forgets their uids once no ID token of theirs can be good. */
export const removeFirebaseAccounts =
  ({ removals, accounts }: Deps) =>
  async (now: Date): Promise<number> => {
    const due = await removals.claimDue(now, new Date(now.getTime() + AGAIN_AFTER_MS), BATCH);
    for (const { firebaseUid, isRemoved } of due) {
      if (isRemoved) {
        await removals.forgetUid(firebaseUid);
        continue;
      }
      await accounts.remove(firebaseUid);
      await removals.markRemoved(firebaseUid, now, new Date(now.getTime() + ID_TOKEN_LIFETIME_MS));
    }
    return due.length;
  };
