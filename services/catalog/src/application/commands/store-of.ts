import { type StoreCopy, StoreNotSelling } from '../../domain/store/selling-store.ts';
import type { StoreCopies, StoreDirectory } from '../ports/stores.ts';

export type StoreDeps = { readonly storeCopies: StoreCopies; readonly storeDirectory: StoreDirectory };

/**
 * What we know of a store. A copy that does not say "approved" may be older than the approval, so stores is asked:
 * whoever was approved a moment ago can list at once.
 */
export async function storeOf({ storeCopies, storeDirectory }: StoreDeps, storeId: string): Promise<StoreCopy> {
  const copy = await storeCopies.find(storeId);
  if (copy?.status === 'approved') return copy;
  const asked = await storeDirectory.describe(storeId);
  if (asked === null) throw new StoreNotSelling(storeId);
  await storeCopies.remember(asked);
  return asked;
}

export async function sellingStoreOf(deps: StoreDeps, storeId: string): Promise<StoreCopy> {
  const store = await storeOf(deps, storeId);
  if (store.status !== 'approved') throw new StoreNotSelling(storeId);
  return store;
}
