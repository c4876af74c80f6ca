import type { Clock, Ids } from '@haat/domain';
import { authenticateApiKey } from './commands/authenticate-api-key.ts';
import { authenticate } from './commands/authenticate.ts';
import { authenticateSession } from './commands/authenticate-session.ts';
import { createApiKey } from './commands/create-api-key.ts';
import { createSession } from './commands/create-session.ts';
import { disableUser } from './commands/disable-user.ts';
import { eraseAccount } from './commands/erase-account.ts';
import { enableUser } from './commands/enable-user.ts';
import { revokeSession, signOut } from './commands/end-session.ts';
import { grantRole } from './commands/grant-role.ts';
import { removeFirebaseAccounts } from './commands/remove-firebase-accounts.ts';
import { revokeApiKey } from './commands/revoke-api-key.ts';
import { revokeSessions } from './commands/revoke-sessions.ts';
import { updateMe } from './commands/update-me.ts';
import { withdrawRole } from './commands/withdraw-role.ts';
import type { ApiKeyDirectory } from './ports/api-key-repository.ts';
import type { FirebaseRemovals } from './ports/erasures.ts';
import type { OpenOrders } from './ports/open-orders.ts';
import type { PersonalData } from './ports/personal-data.ts';
import type { Secrets } from './ports/secrets.ts';
import type { SessionMemory } from './ports/session-memory.ts';
import type { SessionDirectory } from './ports/session-repository.ts';
import type { StoreStandings } from './ports/store-standings.ts';
import type { TokenVerifier } from './ports/token-verifier.ts';
import type { UnitOfWork } from './ports/unit-of-work.ts';
import type { UserDirectory } from './ports/user-directory.ts';
import { exportMyData } from './queries/export-my-data.ts';
import { getUser } from './queries/get-user.ts';
import { listApiKeys } from './queries/list-api-keys.ts';
import { listSessions } from './queries/list-sessions.ts';
import { listUsers } from './queries/list-users.ts';
import type { SessionPolicy } from '../domain/index.ts';
import { createSignIn, type SignInPorts } from './sign-in.ts';

export type ApplicationDeps = {
  readonly unitOfWork: UnitOfWork;
  readonly directory: UserDirectory;
  readonly sessions: SessionMemory;
  readonly sessionDirectory: SessionDirectory;
  readonly sessionPolicy: SessionPolicy;
  readonly secrets: Secrets;
  readonly apiKeys: ApiKeyDirectory;
  readonly stores: StoreStandings;
  readonly orders: OpenOrders;
  readonly personalData: PersonalData;
  readonly removals: FirebaseRemovals;
  readonly onErased: () => void;
  readonly verifier: TokenVerifier;
  readonly clock: Clock;
  readonly tokenClock: Clock;
  readonly ids: Ids;
  readonly initialAdmins: readonly string[];
  readonly signIn: SignInPorts;
};

export type Application = ReturnType<typeof createApplication>;

/** The table of contents of identity: everything it can be asked to do. */
export function createApplication(deps: ApplicationDeps) {
  const authenticateToken = authenticate(deps);
  const revoke = revokeSessions(deps);
  return {
    authenticate: authenticateToken,
    authenticateSession: authenticateSession(deps),
    authenticateApiKey: authenticateApiKey(deps),
    createSession: createSession({ ...deps, authenticate: authenticateToken }),
    listSessions: listSessions(deps),
    revokeSession: revokeSession(deps),
    signOut: signOut(deps),
    createApiKey: createApiKey(deps),
    listApiKeys: listApiKeys(deps),
    revokeApiKey: revokeApiKey(deps),
    exportMyData: exportMyData(deps),
    eraseAccount: eraseAccount(deps),
    removeFirebaseAccounts: removeFirebaseAccounts({ removals: deps.removals, accounts: deps.signIn.accounts }),
    updateMe: updateMe(deps),
    revokeSessions: revoke,
    signIn: createSignIn({ ...deps, ...deps.signIn, authenticate: authenticateToken, revokeSessions: revoke }),
    grantRole: grantRole(deps),
    withdrawRole: withdrawRole(deps),
    disableUser: disableUser(deps),
    enableUser: enableUser(deps),
    getUser: getUser(deps),
    listUsers: listUsers(deps),
    findUserByEmail: (email: string) => deps.directory.findIdByEmail(email),
    contactsOf: (userIds: readonly string[]) => deps.directory.contactsOf(userIds),
  };
}
