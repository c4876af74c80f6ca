import type { identityContract } from '@haat/contracts';
import type { Handlers, RequestHeaders } from '@haat/service-kit';
import type { Application } from '../../application/application.ts';
import { lineVerifierIn } from './line-cookie.ts';
import { toUserWire } from './wire.ts';

type SignInHandlers = Pick<
  Handlers<typeof identityContract>,
  | 'startLineSignIn'
  | 'completeLineSignIn'
  | 'signInWithPassword'
  | 'signUpWithPassword'
  | 'requestEmailVerification'
  | 'confirmEmail'
  | 'requestPasswordReset'
  | 'resetPassword'
  | 'changePassword'
  | 'linkProvider'
  | 'unlinkProvider'
>;

/**
 * The network address of the client. The gateway overwrites this header with the address it saw, so that nobody can choose
 * it; who comes past the gateway shares one allowance.
 */
export function clientAddress(headers: RequestHeaders): string {
  const address = headers['x-real-ip'];
  return typeof address === 'string' && address !== '' ? address : 'unknown';
}

/**
 * Answers with secrets are never kept for a repetition: whoever repeats a sign-in signs in again, whatever idempotency key
 * they send.
 */
export function createSignInHandlers(app: Application): SignInHandlers {
  const { signIn } = app;
  return {
    startLineSignIn: async ({ input, headers }) => {
      const { codeChallenge, returnUrl = null } = input;
      const begun = await signIn.startLineSignIn({ codeChallenge, returnUrl }, clientAddress(headers));
      return { ...begun, expiresAt: begun.expiresAt.toISOString() };
    },
    completeLineSignIn: ({ input, headers }) => {
      const codeVerifier = input.codeVerifier ?? lineVerifierIn(headers, input.state);
      return signIn.completeLineSignIn({ ...input, codeVerifier });
    },
    signInWithPassword: ({ input, headers }) => signIn.signInWithPassword(input, clientAddress(headers)),
    signUpWithPassword: ({ input, headers }) =>
      signIn.signUpWithPassword({ ...input, displayName: input.displayName ?? null }, clientAddress(headers)),
    requestEmailVerification: ({ actor, headers }) => signIn.requestEmailVerification(actor, clientAddress(headers)),
    confirmEmail: ({ input }) => signIn.confirmEmail(input.token),
    requestPasswordReset: async ({ input, headers }) => {
      await signIn.requestPasswordReset(input, clientAddress(headers));
      return {};
    },
    resetPassword: ({ input }) => signIn.resetPassword(input),
    changePassword: ({ actor, input, headers }) => signIn.changePassword(actor, input, clientAddress(headers)),
    linkProvider: async ({ intent, input }) => toUserWire(await signIn.linkProvider(intent, input)),
    unlinkProvider: async ({ intent, input }) =>
      toUserWire(await signIn.unlinkProvider(intent, { ...input, subject: input.subject ?? null })),
  };
}
