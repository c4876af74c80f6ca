import { serviceIntent, type Clock, type Ids } from '@haat/domain';
import { assertRecentSignIn, endsAt, type WebSession } from '../../domain/index.ts';
import type { AuthenticatedUser } from '../ports/session-memory.ts';
import type { Renewal, SessionDeps } from './authenticate-session.ts';

type Deps = SessionDeps & {
  readonly ids: Ids;
  readonly tokenClock: Clock;
  readonly authenticate: (token: string) => Promise<AuthenticatedUser>;
};

export type SessionWish = {
  readonly idToken: string;
  /** The token of the session that the browser has so far; it ends, so that none lives on behind a sign-in. */
  readonly formerToken: string | null;
  readonly userAgent: string | null;
  readonly ipAddress: string | null;
};

/** How long sessions that are over are kept to tell reuse from nonsense. */
const KEEP_ENDED_MS = 30 * 24 * 3_600_000;

/**
 * Begins a session under a token that was never seen before, whatever the browser sent: nobody can choose the session of
 * somebody else. An ID token is good for an hour and a session for weeks, so only a sign-in of the last minutes counts.
 */
export const createSession =
  (deps: Deps) =>
  async (wish: SessionWish): Promise<{ session: WebSession; cookie: Renewal }> => {
    const { unitOfWork, secrets, clock, ids, sessionPolicy, tokenClock } = deps;
    const { userId, via } = await deps.authenticate(wish.idToken);
    const authenticatedAt = via.kind === 'api_key' ? null : via.authenticatedAt;
    assertRecentSignIn(authenticatedAt, tokenClock.now());
    const now = clock.now();
    const { userAgent, ipAddress } = wish;
    const token = secrets.make();
    const session = {
      sessionId: ids.next(),
      userId,
      authenticatedAt: authenticatedAt!,
      userAgent,
      ipAddress,
      createdAt: now,
      lastSeenAt: now,
      endedAt: null,
    };
    // No idempotency key: its answer would have to hold the token, and another session does no harm.
    const formerUserId = await unitOfWork.run(serviceIntent('identity'), async ({ webSessions }) => {
      const former = wish.formerToken;
      const ended =
        former === null
          ? null
          : await webSessions.end({ tokenDigest: secrets.digest(former) }, { reason: 'replaced', now });
      await webSessions.add(session, secrets.digest(token));
      const before = (ms: number) => new Date(now.getTime() - ms);
      const limits = {
        endedBefore: before(KEEP_ENDED_MS),
        createdBefore: before(KEEP_ENDED_MS + sessionPolicy.absoluteTimeoutMs),
      };
      await webSessions.keepWithin(userId, sessionPolicy.sessionsPerUser, limits, now);
      return ended;
    });
    deps.sessions.forget(userId);
    if (formerUserId !== null) deps.sessions.forget(formerUserId);
    const maxAgeS = Math.floor((endsAt(session, sessionPolicy).getTime() - now.getTime()) / 1000);
    return { session, cookie: { token, maxAgeS } };
  };
