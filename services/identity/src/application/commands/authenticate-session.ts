import { serviceIntent, type Clock } from '@haat/domain';
import {
  assertSessionStands,
  endsAt,
  expiresAt,
  judge,
  SessionReused,
  SessionSuperseded,
  SessionUnknown,
  type SessionPolicy,
  type User,
  type WebSession,
} from '../../domain/index.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { AuthenticatedUser, SessionMemory } from '../ports/session-memory.ts';
import type { SessionDirectory } from '../ports/session-repository.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

export type SessionDeps = {
  readonly sessions: SessionMemory;
  readonly sessionDirectory: SessionDirectory;
  readonly unitOfWork: UnitOfWork;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly sessionPolicy: SessionPolicy;
};

export type Renewal = { readonly token: string; readonly maxAgeS: number };
type Answer = AuthenticatedUser & { readonly renewed: Renewal | null };
type Presentation = { readonly token: string; readonly mayRenew: boolean };

/** Resolves the holder of a session cookie, giving the session a new token where the present one has served its time. */
export const authenticateSession =
  (deps: SessionDeps) =>
  async (presented: Presentation): Promise<Answer> => {
    const { sessions, sessionDirectory, secrets, clock, sessionPolicy } = deps;
    // Not a name that a bearer token could have: a cookie's token is good as a cookie only.
    const name = `session ${presented.token}`;
    const remembered = sessions.find(name);
    if (remembered !== undefined && clock.now() < remembered.expiresAt) return { ...remembered, renewed: null };

    const mark = sessions.mark();
    const digest = secrets.digest(presented.token);
    const found = await sessionDirectory.findByToken(digest);
    if (found === null) throw new SessionUnknown();
    const { session, token, user } = found;
    assertSessionStands(user, session);
    const verdict = judge(session, token, clock.now(), sessionPolicy);
    // Without an answer that could carry a cookie it is no browser but a connection that outlived its token: no theft.
    if (verdict.kind === 'reused' && !presented.mayRenew) throw new SessionSuperseded();
    const isRoutine = verdict.kind === 'good' && !verdict.isFirstUse && !verdict.isUseNoted && !verdict.needsSuccessor;
    const renewed = isRoutine
      ? null
      : await recordUse(deps, { digest, userId: user.userId, mayRenew: presented.mayRenew });

    const answer = answerFor(user, session, expiresAt(session, sessionPolicy));
    sessions.remember(name, answer, mark);
    return { ...answer, renewed };
  };

const answerFor = ({ userId, roles, email }: User, session: WebSession, until: Date): AuthenticatedUser => {
  const { sessionId, authenticatedAt } = session;
  return { userId, roles, email, expiresAt: until, via: { kind: 'session', sessionId, authenticatedAt } };
};

type Use = { readonly digest: string; readonly userId: string; readonly mayRenew: boolean };

/** Judges once more with the session held, because of parallel requests only one may bring the successor. */
async function recordUse(deps: SessionDeps, { digest, userId, mayRenew }: Use): Promise<Renewal | null> {
  const { unitOfWork, secrets, clock, sessionPolicy, sessions } = deps;
  const outcome = await unitOfWork.run(serviceIntent('identity'), async ({ webSessions }) => {
    const held = await webSessions.lockByToken(digest);
    if (held === null) throw new SessionUnknown();
    const { sessionId } = held.session;
    const now = clock.now();
    const verdict = judge(held.session, held.token, now, sessionPolicy);
    if (verdict.kind === 'reused') {
      await webSessions.end({ sessionId, userId }, { reason: 'reused', now });
      return 'reused';
    }
    if (verdict.isUseNoted) await webSessions.touch(sessionId, now);
    if (verdict.isFirstUse) await webSessions.markFirstUse(sessionId, digest, now);
    if (!verdict.needsSuccessor || !mayRenew) return null;
    const token = secrets.make();
    await webSessions.addToken(sessionId, secrets.digest(token), now);
    const maxAgeMs = endsAt(held.session, sessionPolicy).getTime() - now.getTime();
    return { token, maxAgeS: Math.floor(maxAgeMs / 1000) };
  });
  if (outcome !== 'reused') return outcome;
  sessions.forget(userId);
  throw new SessionReused();
}
