import { isAdmin, isMemberOf, type Actor } from '@haat/domain';
import { StoreNotFound } from '../../domain/index.ts';
import type { StoreDirectory, StoreView } from '../ports/store-directory.ts';

const ANY_ROLE = ['owner', 'manager', 'staff'] as const;

/** Shows a store. One that is not approved exists only for its members, admins and other services. */
export const getStore =
  ({ directory }: { readonly directory: StoreDirectory }) =>
  async (actor: Actor, storeId: string): Promise<StoreView> => {
    const store = await directory.findById(storeId);
    if (store === null) throw new StoreNotFound();
    const mayKnow = isAdmin(actor) || actor.kind === 'service' || isMemberOf(actor, storeId, ANY_ROLE);
    if (store.status !== 'approved' && !mayKnow) throw new StoreNotFound();
    return store;
  };
