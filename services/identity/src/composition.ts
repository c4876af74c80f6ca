import { identityContract } from '@haat/contracts';
import type { Clock, Ids } from '@haat/domain';
import { createUnitOfWork, systemClock, type Database, type Service, type Transaction } from '@haat/service-kit';
import { createApplication } from './application/application.ts';
import { DEFAULT_SESSION_POLICY, type SessionPolicy } from './domain/index.ts';
import type { TokenVerifier } from './application/ports/token-verifier.ts';
import { createSessionMemory } from './infrastructure/memory/session-memory.ts';
import { createAnnouncements } from './infrastructure/outbox/announcements.ts';
import { createSecrets } from './infrastructure/crypto/secrets.ts';
import { createSessionDirectory } from './infrastructure/postgres/session-directory.ts';
import { createSessionRepository } from './infrastructure/postgres/session-repository.ts';
import { createUserDirectory } from './infrastructure/postgres/user-directory.ts';
import { createUserRepository } from './infrastructure/postgres/user-repository.ts';
import { storeApproved } from './infrastructure/subscriptions/store-approved.ts';
import { createHandlers } from './infrastructure/trpc/handlers.ts';

export { createEmulatorTokenVerifier } from './infrastructure/firebase/emulator-token-verifier.ts';
export { createSignedTokenVerifier, GOOGLE_KEYS_URL } from './infrastructure/firebase/signed-token-verifier.ts';
export type { TokenVerifier } from './application/ports/token-verifier.ts';

export type IdentityDeps = {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Whom to believe; there is no default, because the emulator's verifier believes everybody. */
  readonly verifier: TokenVerifier;
  /** Firebase uids or verified e-mail addresses of those who become admin when they sign in. */
  readonly initialAdmins?: readonly string[];
  /** The time of the token's issuer. Not the business clock: that one may be moved, tokens are not. */
  readonly tokenClock?: Clock;
  readonly sessionPolicy?: Partial<SessionPolicy>;
};

export const migrationsDirectory = new URL('../migrations/', import.meta.url);

/** Puts the identity context together. */
export function createIdentity(deps: IdentityDeps): Service<typeof identityContract> {
  const { database, clock, ids, verifier, initialAdmins = [], tokenClock = systemClock() } = deps;
  const sessionPolicy = { ...DEFAULT_SESSION_POLICY, ...deps.sessionPolicy };
  const bind = (tx: Transaction) => ({
    users: createUserRepository(tx),
    webSessions: createSessionRepository(tx),
    announcements: createAnnouncements(tx),
  });
  const sessions = createSessionMemory(tokenClock);
  const app = createApplication({
    unitOfWork: createUnitOfWork(database, bind),
    directory: createUserDirectory(database),
    sessions,
    sessionDirectory: createSessionDirectory(database),
    sessionPolicy,
    secrets: createSecrets(),
    verifier,
    clock,
    tokenClock,
    ids,
    initialAdmins,
  });
  return {
    name: 'identity',
    contract: identityContract,
    handlers: createHandlers(app, sessionPolicy),
    subscriptions: [storeApproved({ bind, sessions })],
    workers: [],
    database,
  };
}
