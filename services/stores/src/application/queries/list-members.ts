import { StoreNotFound, type Member } from '../../domain/index.ts';
import type { StoreDirectory } from '../ports/store-directory.ts';

/** The members of a store, longest first. A store always has an owner: without members it does not exist. */
export const listMembers =
  ({ directory }: { readonly directory: StoreDirectory }) =>
  async (storeId: string): Promise<readonly Member[]> => {
    const members = await directory.membersOf(storeId);
    if (members.length === 0) throw new StoreNotFound();
    return members;
  };
