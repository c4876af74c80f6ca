import type { Intent, Role } from '@haat/domain';
import { withdrawRole as withdrawn, type User } from '../../domain/index.ts';
import { changeAccess, type AccessDeps } from './change-access.ts';

/** Takes a platform role from a user; the last admin keeps theirs. */
export const withdrawRole =
  (deps: AccessDeps) =>
  (intent: Intent, input: { readonly userId: string; readonly role: Role }): Promise<User> =>
    changeAccess(deps, intent, input.userId, (user, enabledAdmins) => withdrawn(user, input.role, enabledAdmins));
