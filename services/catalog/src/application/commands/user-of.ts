import { type Actor, DomainError } from '@haat/domain';

/** The user behind a call that only users may make. */
export function userOf(actor: Actor): string {
  if (actor.kind !== 'user') throw new DomainError('access.sign_in_required', 'unauthenticated', 'Sign in first.');
  return actor.userId;
}
