import type { StoreRole } from '@haat/domain';
import type { Store } from '../../domain/index.ts';

/** What other contexts are told; it is told if and only if the transaction commits. */
export interface Announcements {
  storeChanged(store: Store): void;
  /** `role` is null when the membership has ended. */
  memberChanged(change: { readonly storeId: string; readonly userId: string; readonly role: StoreRole | null }): void;
}
