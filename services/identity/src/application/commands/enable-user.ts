import type { Intent } from '@haat/domain';
import { enable as enabled, type User } from '../../domain/index.ts';
import { changeAccess, type AccessDeps } from './change-access.ts';

/** Lets a disabled user in again. */
export const enableUser =
  (deps: AccessDeps) =>
  (intent: Intent, input: { readonly userId: string }): Promise<User> =>
    changeAccess(deps, intent, input.userId, enabled);
