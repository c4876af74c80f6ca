import { mutations } from './from-contracts/mutation.ts';
import { Session, User } from './identity.ts';

mutations('identity', [
  { procedure: 'createSession', gives: ['session', Session] },
  { procedure: 'revokeSession' },
  { procedure: 'signOut' },
  { procedure: 'startLineSignIn' },
  { procedure: 'completeLineSignIn' },
  { procedure: 'signInWithPassword' },
  { procedure: 'signUpWithPassword' },
  { procedure: 'requestEmailVerification' },
  { procedure: 'confirmEmail' },
  { procedure: 'requestPasswordReset' },
  { procedure: 'resetPassword' },
  { procedure: 'changePassword' },
  { procedure: 'linkProvider', gives: ['user', User] },
  { procedure: 'unlinkProvider', gives: ['user', User] },
  { procedure: 'createApiKey' },
  { procedure: 'revokeApiKey' },
  { procedure: 'updateMe', gives: ['user', User] },
  { procedure: 'revokeMySessions' },
  { procedure: 'eraseMyAccount' },
  { procedure: 'grantRole', gives: ['user', User] },
  { procedure: 'withdrawRole', gives: ['user', User] },
  { procedure: 'disableUser', gives: ['user', User] },
  { procedure: 'enableUser', gives: ['user', User] },
  { procedure: 'revokeSessions', as: 'revokeSessionsOfUser' },
]);
