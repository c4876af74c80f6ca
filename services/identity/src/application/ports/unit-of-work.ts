import type { Intent } from '@haat/domain';
import type { Announcements } from './announcements.ts';
import type { SessionRepository } from './session-repository.ts';
import type { UserRepository } from './user-repository.ts';

export type IdentityStores = {
  readonly users: UserRepository;
  readonly webSessions: SessionRepository;
  readonly announcements: Announcements;
};

/** One transaction: the claim of the idempotency key, the state and what is announced commit together or not at all. */
export interface UnitOfWork {
  run<Result>(intent: Intent, work: (stores: IdentityStores) => Promise<Result>): Promise<Result>;
}
