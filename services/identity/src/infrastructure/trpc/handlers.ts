import type { identityContract } from '@haat/contracts';
import type { Handlers } from '@haat/service-kit';
import type { Application } from '../../application/application.ts';
import { signedInUserId } from '../../application/signed-in-user.ts';
import { API_KEY_START, type SessionPolicy } from '../../domain/index.ts';
import { createApiKeyHandlers } from './api-key-handlers.ts';
import { createPrivacyHandlers } from './privacy-handlers.ts';
import { createSessionHandlers } from './session-handlers.ts';
import { createSignInHandlers } from './sign-in-handlers.ts';
import { fromCursor, toCursor, toAuthenticatedWire, toUserWire } from './wire.ts';

/** Translates between the contract and the use cases; nothing is decided here. */
export function createHandlers(app: Application, policy: SessionPolicy): Handlers<typeof identityContract> {
  const revoke: Handlers<typeof identityContract>['revokeSessions'] = async ({ input, intent }) => {
    const { revokedBefore } = await app.revokeSessions(intent, input);
    return { revokedBefore: revokedBefore.toISOString() };
  };
  return {
    authenticate: async ({ input }) => {
      const { token, as, mayRenew } = input;
      if (as === 'session') return toAuthenticatedWire(await app.authenticateSession({ token, mayRenew }));
      const isKey = token.startsWith(API_KEY_START);
      const user = isKey ? await app.authenticateApiKey(token) : await app.authenticate(token);
      return toAuthenticatedWire({ ...user, renewed: null });
    },
    ...createSessionHandlers(app, policy),
    ...createSignInHandlers(app),
    ...createApiKeyHandlers(app),
    ...createPrivacyHandlers(app),
    me: async ({ actor }) => toUserWire(await app.getUser(signedInUserId(actor))),
    updateMe: async ({ input, intent }) => toUserWire(await app.updateMe(intent, input)),
    revokeMySessions: (call) => revoke({ ...call, input: { userId: signedInUserId(call.actor) } }),
    listUsers: async ({ input }) => {
      const page = { after: fromCursor(input.cursor), limit: input.limit, email: input.email ?? null };
      const { items, next } = await app.listUsers(page);
      return { items: items.map(toUserWire), nextCursor: toCursor(next) };
    },
    getUser: async ({ input }) => toUserWire(await app.getUser(input.userId)),
    grantRole: async ({ input, intent }) => toUserWire(await app.grantRole(intent, input)),
    withdrawRole: async ({ input, intent }) => toUserWire(await app.withdrawRole(intent, input)),
    disableUser: async ({ input, intent }) => toUserWire(await app.disableUser(intent, input)),
    enableUser: async ({ input, intent }) => toUserWire(await app.enableUser(intent, input)),
    revokeSessions: revoke,
    findUserByEmail: async ({ input }) => ({ userId: await app.findUserByEmail(input.email) }),
    contactsOf: async ({ input }) => ({ contacts: [...(await app.contactsOf(input.userIds))] }),
  };
}
