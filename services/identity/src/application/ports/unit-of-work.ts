import type { Intent } from '@haat/domain';
import type { Announcements } from './announcements.ts';
import type { ApiKeyRepository } from './api-key-repository.ts';
import type { Erasures } from './erasures.ts';
import type { LineAuthorizations } from './line-authorizations.ts';
import type { OneTimeLinks } from './one-time-links.ts';
import type { SessionRepository } from './session-repository.ts';
import type { UserRepository } from './user-repository.ts';

export type IdentityStores = {
  readonly users: UserRepository;
  readonly webSessions: SessionRepository;
  readonly apiKeys: ApiKeyRepository;
  readonly erasures: Erasures;
  readonly lineAuthorizations: LineAuthorizations;
  readonly links: OneTimeLinks;
  readonly announcements: Announcements;
};

/** One transaction: the claim of the idempotency key, the state and what is announced commit together or not at all. */
export interface UnitOfWork {
  run<Result>(intent: Intent, work: (stores: IdentityStores) => Promise<Result>): Promise<Result>;
}
