import { SessionExpired, SessionRevoked } from './session.errors.ts';

export type EndReason = 'signed_out' | 'revoked' | 'replaced' | 'reused' | 'too_many' | 'disabled' | 'erased';

/** A session of one browser. */
export type WebSession = {
  readonly sessionId: string;
  readonly userId: string;
  /** When its holder showed who they are; it is what a revocation is compared with. */
  readonly authenticatedAt: Date;
  readonly userAgent: string | null;
  readonly ipAddress: string | null;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly endedAt: Date | null;
};

/** One of the tokens that a session had. Its successor replaces it once that was used, and not when it was sent. */
export type SessionToken = {
  readonly issuedAt: Date;
  readonly usedAt: Date | null;
  readonly replacedAt: Date | null;
  /** When the session's latest token was issued; this one's own time where it is the latest. */
  readonly latestIssuedAt: Date;
};

export type SessionPolicy = {
  readonly idleTimeoutMs: number;
  readonly absoluteTimeoutMs: number;
  /** A token of this age gets a successor at its next use. */
  readonly rotateAfterMs: number;
  /** How long a replaced token stays good, for requests that were sent beside the one that replaced it. */
  readonly graceMs: number;
  readonly sessionsPerUser: number;
};

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

export const DEFAULT_SESSION_POLICY: SessionPolicy = {
  idleTimeoutMs: 7 * DAY_MS,
  absoluteTimeoutMs: 30 * DAY_MS,
  rotateAfterMs: 15 * MINUTE_MS,
  graceMs: 30_000,
  sessionsPerUser: 50,
};

/** Use is noted once a minute, so that a busy page is not a write a request. */
const NOTE_USE_EVERY_MS = MINUTE_MS;

const plus = (moment: Date, ms: number): Date => new Date(moment.getTime() + ms);

/** When the session is over for good, however much it is used. */
export const endsAt = (session: WebSession, policy: SessionPolicy): Date =>
  plus(session.createdAt, policy.absoluteTimeoutMs);

/** When it is over if nobody uses it. */
export function expiresAt(session: WebSession, policy: SessionPolicy): Date {
  const idle = plus(session.lastSeenAt, policy.idleTimeoutMs);
  const end = endsAt(session, policy);
  return idle < end ? idle : end;
}

/** What is to be done with a session whose token was presented. */
export type Verdict =
  /** The token was replaced long ago: two hold the session, and nobody can say which of them is the thief. */
  | { readonly kind: 'reused' }
  | {
      readonly kind: 'good';
      readonly isFirstUse: boolean;
      readonly isUseNoted: boolean;
      readonly needsSuccessor: boolean;
    };

/**
 * Judges a presented token.
 * @throws SessionRevoked, SessionExpired
 */
export function judge(session: WebSession, token: SessionToken, now: Date, policy: SessionPolicy): Verdict {
  if (session.endedAt !== null) throw new SessionRevoked();
  if (now >= expiresAt(session, policy)) throw new SessionExpired();
  if (token.replacedAt !== null && now > plus(token.replacedAt, policy.graceMs)) return { kind: 'reused' };
  const isOld = now >= plus(token.issuedAt, policy.rotateAfterMs);
  // A successor whose answer was lost is never used; after the time of grace there is another one.
  const hasFreshSuccessor = token.latestIssuedAt > token.issuedAt && now <= plus(token.latestIssuedAt, policy.graceMs);
  return {
    kind: 'good',
    isFirstUse: token.usedAt === null,
    isUseNoted: now >= plus(session.lastSeenAt, NOTE_USE_EVERY_MS),
    needsSuccessor: isOld && token.replacedAt === null && !hasFreshSuccessor,
  };
}
