import { UserNotFound, type User } from '../../domain/index.ts';
import type { UserDirectory } from '../ports/user-directory.ts';

/** Shows one user with the linked identities. */
export const getUser =
  (deps: { readonly directory: UserDirectory }) =>
  async (userId: string): Promise<User> => {
    const user = await deps.directory.findById(userId);
    if (user === null) throw new UserNotFound();
    return user;
  };
