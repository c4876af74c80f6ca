import { identityContract, type storesContract } from '@haat/contracts';
import type { Clock, Ids } from '@haat/domain';
import {
  type ContextClient,
  createDueWorker,
  createUnitOfWork,
  systemClock,
  type Database,
  type Service,
  type Transaction,
  type Worker,
} from '@haat/service-kit';
import { createApplication } from './application/application.ts';
import type { CustomTokenMinter } from './application/ports/custom-token-minter.ts';
import type { FirebaseAccounts } from './application/ports/firebase-accounts.ts';
import type { SignInPorts } from './application/sign-in.ts';
import { DEFAULT_SESSION_POLICY, type SessionPolicy } from './domain/index.ts';
import type { TokenVerifier } from './application/ports/token-verifier.ts';
import { createSessionMemory } from './infrastructure/memory/session-memory.ts';
import { createAccountMail, createNoMail, type NotificationsClient } from './infrastructure/clients/account-mail.ts';
import { createEmulatorTokenMinter } from './infrastructure/firebase/custom-token-minter.ts';
import { createNoAccounts } from './infrastructure/identity-toolkit/firebase-accounts.ts';
import { type AllowanceRules, ALLOWANCES, createAttemptLimiter } from './infrastructure/limits/attempt-limiter.ts';
import { createPace } from './infrastructure/limits/pace.ts';
import type { LineOptions } from './infrastructure/line/line-config.ts';
import { createLineIssuer } from './infrastructure/line/line-issuer.ts';
import { registerLinkPages } from './infrastructure/pages/link-pages.ts';
import { createLineAuthorizations } from './infrastructure/postgres/line-authorizations.ts';
import { createOneTimeLinks } from './infrastructure/postgres/one-time-links.ts';
import { lineRoutes } from './infrastructure/trpc/line-routes.ts';
import { createAnnouncements } from './infrastructure/outbox/announcements.ts';
import { createSecrets } from './infrastructure/crypto/secrets.ts';
import {
  createOpenOrders,
  createPersonalDataSources,
  type OrderingClient,
  type PersonalDataClient,
} from './infrastructure/clients/privacy-clients.ts';
import { createErasures, createFirebaseRemovals } from './infrastructure/postgres/erasures.ts';
import { createPersonalDataReader } from './infrastructure/postgres/personal-data.ts';
import { createStoreStandings } from './infrastructure/clients/store-standings.ts';
import { createApiKeyDirectory, createApiKeyRepository } from './infrastructure/postgres/api-keys.ts';
import { createSessionDirectory } from './infrastructure/postgres/session-directory.ts';
import { createSessionRepository } from './infrastructure/postgres/session-repository.ts';
import { createUserDirectory } from './infrastructure/postgres/user-directory.ts';
import { createUserRepository } from './infrastructure/postgres/user-repository.ts';
import { storeApproved } from './infrastructure/subscriptions/store-approved.ts';
import { createHandlers } from './infrastructure/trpc/handlers.ts';

export { createEmulatorTokenVerifier } from './infrastructure/firebase/emulator-token-verifier.ts';
export { createSignedTokenVerifier, GOOGLE_KEYS_URL } from './infrastructure/firebase/signed-token-verifier.ts';
export {
  createEmulatorTokenMinter,
  createServiceAccountTokenMinter,
} from './infrastructure/firebase/custom-token-minter.ts';
export {
  createAccessTokens,
  createFirebaseAccounts,
  emulatorAccessTokens,
} from './infrastructure/identity-toolkit/firebase-accounts.ts';
export { LINE_SERVER, type LineOptions } from './infrastructure/line/line-config.ts';
export type { TokenVerifier } from './application/ports/token-verifier.ts';

/** What is needed to sign people in, beyond believing the tokens they bring. */
export type SignInOptions = {
  /** Where the outside reaches the gateway; links in mails and LINE's way back begin with it. */
  readonly publicUrl: string;
  /** Firebase's accounts; without them there are no passwords. */
  readonly accounts?: FirebaseAccounts;
  readonly tokens?: CustomTokenMinter;
  /** Without it there is no sign-in with LINE. */
  readonly line?: Omit<LineOptions, 'callbackUrl'>;
  /** Addresses, exactly, to which browsers may be sent on after LINE. */
  readonly returnUrls?: readonly string[];
  readonly allowances?: Partial<AllowanceRules>;
};

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
  readonly clients: {
    readonly stores: ContextClient<typeof storesContract>;
    readonly ordering: OrderingClient & PersonalDataClient;
    readonly catalog: PersonalDataClient;
    readonly payments: PersonalDataClient;
    /** Sends mails about accounts; without it there are none. */
    readonly notifications?: NotificationsClient & PersonalDataClient;
  };
  readonly sessionPolicy?: Partial<SessionPolicy>;
  readonly signIn?: SignInOptions;
};

export const migrationsDirectory = new URL('../migrations/', import.meta.url);

/** Puts the identity context together. */
export function createIdentity(deps: IdentityDeps): Service<typeof identityContract> {
  const { database, clock, ids, verifier, initialAdmins = [], tokenClock = systemClock() } = deps;
  const sessionPolicy = { ...DEFAULT_SESSION_POLICY, ...deps.sessionPolicy };
  const bind = (tx: Transaction) => ({
    users: createUserRepository(tx),
    webSessions: createSessionRepository(tx),
    apiKeys: createApiKeyRepository(tx),
    erasures: createErasures(tx),
    lineAuthorizations: createLineAuthorizations(tx),
    links: createOneTimeLinks(tx),
    announcements: createAnnouncements(tx),
  });
  const sessions = createSessionMemory(tokenClock);
  const removals = createFirebaseRemovals(database);
  const app = createApplication({
    unitOfWork: createUnitOfWork(database, bind),
    directory: createUserDirectory(database),
    sessions,
    sessionDirectory: createSessionDirectory(database),
    sessionPolicy,
    apiKeys: createApiKeyDirectory(database),
    stores: createStoreStandings(deps.clients.stores),
    orders: createOpenOrders(deps.clients.ordering),
    personalData: createPersonalDataSources(createPersonalDataReader(database), othersWithPersonalData(deps.clients)),
    removals,
    onErased: () => removalWorker.wake(),
    secrets: createSecrets(),
    verifier,
    clock,
    tokenClock,
    ids,
    initialAdmins,
    signIn: signInPorts(deps, tokenClock),
  });
  const removalWorker: Worker = createDueWorker({
    name: 'identity.firebase-removals',
    clock: tokenClock,
    nextDueAt: () => removals.nextDueAt(),
    runDue: app.removeFirebaseAccounts,
  });
  return {
    name: 'identity',
    contract: identityContract,
    handlers: createHandlers(app, sessionPolicy),
    subscriptions: [storeApproved({ bind, sessions })],
    workers: [removalWorker],
    database,
    plugins: (server) => {
      lineRoutes(app, { isSecure: deps.signIn?.publicUrl.startsWith('https:') === true })(server);
      registerLinkPages(server);
    },
  };
}

function othersWithPersonalData({ stores, catalog, ordering, payments, notifications }: IdentityDeps['clients']) {
  const others = { stores, catalog, ordering, payments };
  return notifications === undefined ? others : { ...others, notifications };
}

const NOWHERE: SignInOptions = { publicUrl: 'http://localhost' };

function signInPorts({ database, clients, signIn = NOWHERE }: IdentityDeps, tokenClock: Clock): SignInPorts {
  const { publicUrl, line } = signIn;
  return {
    line:
      line === undefined ? null : createLineIssuer({ ...line, callbackUrl: `${publicUrl}/v1/sign-in/line/callback` }),
    tokens: signIn.tokens ?? createEmulatorTokenMinter(),
    accounts: signIn.accounts ?? createNoAccounts(),
    limiter: createAttemptLimiter(database, { ...ALLOWANCES, ...signIn.allowances }),
    pace: createPace(tokenClock),
    mail: clients?.notifications === undefined ? createNoMail() : createAccountMail(clients.notifications),
    pages: {
      confirmEmail: `${publicUrl}/v1/sign-in/pages/confirm-email`,
      resetPassword: `${publicUrl}/v1/sign-in/pages/reset-password`,
    },
    returnUrls: signIn.returnUrls ?? [],
    lineAuthorizations: createLineAuthorizations(database),
  };
}
