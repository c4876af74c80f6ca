import type { Intent } from '@haat/domain';
import { rename, type User } from '../../domain/index.ts';
import { signedInUserId } from '../signed-in-user.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

/** Changes the name under which the acting user is shown. */
export const updateMe =
  (deps: { readonly unitOfWork: UnitOfWork }) =>
  (intent: Intent, input: { readonly displayName: string }): Promise<User> =>
    deps.unitOfWork.run(intent, ({ users }) =>
      users.update(signedInUserId(intent.actor), (user) => rename(user, input.displayName)),
    );
