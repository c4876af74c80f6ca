import type { Actor } from '@haat/domain';
import { SignInRequired } from '../domain/index.ts';

/** The id of the acting user; guests and services own no stores. */
export function signedInUserId(actor: Actor): string {
  if (actor.kind !== 'user') throw new SignInRequired();
  return actor.userId;
}
