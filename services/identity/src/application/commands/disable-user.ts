import type { Intent } from '@haat/domain';
import { disable as disabled, type User } from '../../domain/index.ts';
import { changeAccess, type AccessDeps } from './change-access.ts';

/** Locks a user out; the reason stays with the account. */
export const disableUser =
  (deps: AccessDeps) =>
  (intent: Intent, input: { readonly userId: string; readonly reason: string }): Promise<User> =>
    changeAccess(deps, intent, input.userId, (user, enabledAdmins) => disabled(user, input.reason, enabledAdmins));
