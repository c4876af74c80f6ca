import { DomainError, isAdmin, type Actor } from '@haat/domain';
import type { StoreStatus } from '../../domain/index.ts';
import type { StoreDirectory, StoreView } from '../ports/store-directory.ts';

type Page = { readonly status: StoreStatus; readonly after: string | null; readonly limit: number };
export type ListedStores = { readonly items: readonly StoreView[]; readonly next: string | null };

/** A page of stores in the order of their application. One row more than asked for tells whether there is a next page. */
export const listStores =
  ({ directory }: { readonly directory: StoreDirectory }) =>
  async (actor: Actor, page: Page): Promise<ListedStores> => {
    if (page.status !== 'approved' && !isAdmin(actor) && actor.kind !== 'service') {
      const details = { field: 'status', rule: 'approved_unless_admin' };
      throw new DomainError('access.forbidden', 'forbidden', 'Only admins list stores that are not approved.', details);
    }
    const found = await directory.page({ ...page, limit: page.limit + 1 });
    const items = found.slice(0, page.limit);
    return { items, next: found.length > page.limit ? items.at(-1)!.storeId : null };
  };
