import type { Intent, Role } from '@haat/domain';
import { grantRole as granted, type User } from '../../domain/index.ts';
import { changeAccess, type AccessDeps } from './change-access.ts';

/** Gives a user a platform role; giving it twice changes nothing. */
export const grantRole =
  (deps: AccessDeps) =>
  (intent: Intent, input: { readonly userId: string; readonly role: Role }): Promise<User> =>
    changeAccess(deps, intent, input.userId, (user) => granted(user, input.role));
