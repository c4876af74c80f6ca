import type { Membership, StoreRole } from '@haat/domain';
import type { Member, Store, StoreStatus } from '../../domain/index.ts';

/** A store as it is read; members are asked for apart, because most readers do not need them. */
export type StoreView = Omit<Store, 'members' | 'statusReason'>;
export type DescribedStore = StoreView & { readonly memberIds: readonly string[] };

/** Reads of stores outside a transaction. */
export interface StoreDirectory {
  findById(storeId: string): Promise<StoreView | null>;
  /** Those of the ids that exist, in no particular order. */
  findByIds(storeIds: readonly string[]): Promise<readonly StoreView[]>;
  /** Oldest first; `after` is the id of the last store seen. */
  page(page: {
    readonly status: StoreStatus;
    readonly after: string | null;
    readonly limit: number;
  }): Promise<readonly StoreView[]>;
  storesOf(userId: string): Promise<readonly { readonly store: StoreView; readonly role: StoreRole }[]>;
  membersOf(storeId: string): Promise<readonly Member[]>;
  membershipsOf(userId: string): Promise<readonly Membership[]>;
  describe(storeIds: readonly string[]): Promise<readonly DescribedStore[]>;
}
