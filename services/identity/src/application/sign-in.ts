import type { Clock, Ids } from '@haat/domain';
import { changePassword } from './commands/change-password.ts';
import { completeLineSignIn } from './commands/complete-line-sign-in.ts';
import { confirmEmail } from './commands/confirm-email.ts';
import { linkProvider } from './commands/link-provider.ts';
import { requestEmailVerification } from './commands/request-email-verification.ts';
import { requestPasswordReset } from './commands/request-password-reset.ts';
import { resetPassword } from './commands/reset-password.ts';
import type { revokeSessions } from './commands/revoke-sessions.ts';
import { sendLink } from './commands/send-link.ts';
import { signInWithPassword } from './commands/sign-in-with-password.ts';
import { signUpWithPassword } from './commands/sign-up-with-password.ts';
import { startLineSignIn } from './commands/start-line-sign-in.ts';
import { unlinkProvider } from './commands/unlink-provider.ts';
import type { AccountMail, LinkPages } from './ports/account-mail.ts';
import type { AttemptLimiter } from './ports/attempt-limiter.ts';
import type { CustomTokenMinter } from './ports/custom-token-minter.ts';
import type { FirebaseAccounts } from './ports/firebase-accounts.ts';
import type { LineAuthorizations } from './ports/line-authorizations.ts';
import type { LineIssuer } from './ports/line-issuer.ts';
import type { Pace } from './ports/pace.ts';
import type { PersonalData } from './ports/personal-data.ts';
import type { Secrets } from './ports/secrets.ts';
import type { AuthenticatedUser, SessionMemory } from './ports/session-memory.ts';
import type { TokenVerifier } from './ports/token-verifier.ts';
import type { UnitOfWork } from './ports/unit-of-work.ts';
import type { UserDirectory } from './ports/user-directory.ts';
import { lineReturnUrl } from './queries/line-return-url.ts';

/** What signing in needs of the outside. */
export type SignInPorts = {
  /** Null where there is no sign-in with LINE. */
  readonly line: LineIssuer | null;
  readonly tokens: CustomTokenMinter;
  readonly accounts: FirebaseAccounts;
  readonly limiter: AttemptLimiter;
  readonly pace: Pace;
  readonly mail: AccountMail;
  readonly pages: LinkPages;
  readonly lineAuthorizations: Pick<LineAuthorizations, 'findReturnUrl'>;
  readonly returnUrls: readonly string[];
};

type Deps = SignInPorts & {
  readonly unitOfWork: UnitOfWork;
  readonly directory: UserDirectory;
  readonly sessions: SessionMemory;
  readonly secrets: Secrets;
  readonly personalData: PersonalData;
  readonly verifier: TokenVerifier;
  readonly clock: Clock;
  readonly tokenClock: Clock;
  readonly ids: Ids;
  readonly authenticate: (idToken: string) => Promise<AuthenticatedUser>;
  readonly revokeSessions: ReturnType<typeof revokeSessions>;
};

/** The use cases of signing in, up to the ID token; what follows from one is the session's. */
export function createSignIn(deps: Deps) {
  const withLinks = { ...deps, sendLink: sendLink(deps) };
  const signIn = signInWithPassword(deps);
  return {
    startLineSignIn: startLineSignIn(deps),
    lineReturnUrl: lineReturnUrl(deps),
    completeLineSignIn: completeLineSignIn(deps),
    signInWithPassword: signIn,
    signUpWithPassword: signUpWithPassword(withLinks),
    requestEmailVerification: requestEmailVerification(withLinks),
    confirmEmail: confirmEmail(deps),
    requestPasswordReset: requestPasswordReset(withLinks),
    resetPassword: resetPassword(deps),
    changePassword: changePassword({ ...deps, signIn }),
    linkProvider: linkProvider(deps),
    unlinkProvider: unlinkProvider(deps),
  };
}
