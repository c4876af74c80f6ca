import { isAdmin, isMemberOf, type Actor } from '@haat/domain';
import { StoreNotFound } from '../../domain/index.ts';
import type { StoreDirectory, StoreView } from '../ports/store-directory.ts';

const ANY_ROLE = ['owner', 'manager', 'staff'] as const;

/** Shows a store. One that is not approved exists only for its members, admins and other services. */
export const getStore =
  ({ directory }: { readonly directory: StoreDirectory }) =>
  async (actor: Actor, storeId: string): Promise<StoreView> => {
    const store = await directory.findById(storeId);
    if (store === null || !isShownTo(actor, store)) throw new StoreNotFound();
    return store;
  };

/** Shows many stores by the same rule; what is unknown or hidden is left out, so that nobody learns which it was. */
export const getStores =
  ({ directory }: { readonly directory: StoreDirectory }) =>
  async (actor: Actor, storeIds: readonly string[]): Promise<readonly StoreView[]> =>
    (await directory.findByIds(storeIds)).filter((store) => isShownTo(actor, store));

const isShownTo = (actor: Actor, { storeId, status }: StoreView): boolean =>
  status === 'approved' || isAdmin(actor) || actor.kind === 'service' || isMemberOf(actor, storeId, ANY_ROLE);
