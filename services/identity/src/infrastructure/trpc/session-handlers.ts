import { isIP } from 'node:net';
import type { identityContract, OutputOf } from '@haat/contracts';
import {
  clearedSessionCookie,
  CrossSite,
  type Handlers,
  isSameOrigin,
  readSessionCookie,
  type RequestHeaders,
  sessionCookie,
} from '@haat/service-kit';
import type { Application } from '../../application/application.ts';
import { signedInUserId } from '../../application/signed-in-user.ts';
import { deviceOf, expiresAt, type SessionPolicy, type WebSession } from '../../domain/index.ts';
import { fromCursor, toCursor } from './wire.ts';

type Contract = typeof identityContract;
type SessionHandlers = Pick<Handlers<Contract>, 'createSession' | 'listMySessions' | 'revokeSession' | 'signOut'>;
type SessionWire = OutputOf<Contract['procedures']['createSession']>;

const MAX_USER_AGENT_LENGTH = 300;

export function createSessionHandlers(app: Application, policy: SessionPolicy): SessionHandlers {
  return {
    createSession: async ({ input, headers, setCookie }) => {
      refuseForeignPage(headers);
      const former = { formerToken: sessionTokenIn(headers), ...browserOf(headers) };
      const { session, cookie } = await app.createSession({ ...input, ...former });
      setCookie(sessionCookie(headers, cookie.token, cookie.maxAgeS));
      return toSessionWire(session, policy, session.sessionId);
    },
    listMySessions: async ({ input, actor }) => {
      const page = { userId: signedInUserId(actor), after: fromCursor(input.cursor), limit: input.limit };
      const { items, next } = await app.listSessions(page);
      const current = currentSession(actor);
      return { items: items.map((item) => toSessionWire(item, policy, current)), nextCursor: toCursor(next) };
    },
    revokeSession: async ({ input, intent, actor, headers, setCookie }) => {
      await app.revokeSession(intent, input);
      if (currentSession(actor) === input.sessionId) setCookie(clearedSessionCookie(headers));
      return {};
    },
    signOut: async ({ headers, setCookie }) => {
      refuseForeignPage(headers);
      await app.signOut(sessionTokenIn(headers));
      setCookie(clearedSessionCookie(headers));
      return {};
    },
  };
}

/** A page of another site must not sign somebody in or out, even where there is no session yet. Others than browsers may. */
function refuseForeignPage(headers: RequestHeaders): void {
  const isFromPage = headers.origin !== undefined || headers['sec-fetch-site'] !== undefined;
  if (isFromPage && !isSameOrigin(headers)) throw new CrossSite();
}

/** The session's token, if the cookie holds one that could be ours: a broken cookie must not keep anybody from signing in. */
function sessionTokenIn(headers: RequestHeaders): string | null {
  try {
    return readSessionCookie(headers) ?? null;
  } catch {
    return null;
  }
}

type Actor = Parameters<typeof signedInUserId>[0];

const currentSession = (actor: Actor): string | null =>
  actor.kind === 'user' && actor.via?.kind === 'session' ? actor.via.sessionId : null;

function browserOf(headers: RequestHeaders): { userAgent: string | null; ipAddress: string | null } {
  const [userAgent, ipAddress] = [headers['user-agent'], headers['x-real-ip']];
  return {
    userAgent: typeof userAgent === 'string' && userAgent !== '' ? userAgent.slice(0, MAX_USER_AGENT_LENGTH) : null,
    ipAddress: typeof ipAddress === 'string' && isIP(ipAddress) !== 0 ? ipAddress : null,
  };
}

const toSessionWire = (session: WebSession, policy: SessionPolicy, current: string | null): SessionWire => ({
  sessionId: session.sessionId,
  device: deviceOf(session.userAgent),
  userAgent: session.userAgent,
  ipAddress: session.ipAddress,
  createdAt: session.createdAt.toISOString(),
  lastSeenAt: session.lastSeenAt.toISOString(),
  expiresAt: expiresAt(session, policy).toISOString(),
  current: session.sessionId === current,
});
