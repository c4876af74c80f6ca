import type { User } from '../../domain/index.ts';
import type { UserDirectory, UserPage } from '../ports/user-directory.ts';

export type ListedUsers = { readonly items: readonly User[]; readonly next: string | null };

/** A page of users, newest first. One row more than asked for tells whether there is a next page. */
export const listUsers =
  (deps: { readonly directory: UserDirectory }) =>
  async (page: UserPage): Promise<ListedUsers> => {
    const found = await deps.directory.page({ ...page, limit: page.limit + 1 });
    const items = found.slice(0, page.limit);
    return { items, next: found.length > page.limit ? items.at(-1)!.userId : null };
  };
