import type { EndReason, SessionToken, User, WebSession } from '../../domain/index.ts';

/** Sessions within one transaction. Tokens are known by their digests only. */
export interface SessionRepository {
  add(session: WebSession, tokenDigest: string): Promise<void>;
  /** Holds the session until the transaction ends, so that of parallel requests one at a time judges its tokens. */
  lockByToken(tokenDigest: string): Promise<{ session: WebSession; token: SessionToken } | null>;
  /** Notes that a token has arrived in its browser, and that all others of its session are replaced thereby. */
  markFirstUse(sessionId: string, tokenDigest: string, now: Date): Promise<void>;
  addToken(sessionId: string, tokenDigest: string, now: Date): Promise<void>;
  touch(sessionId: string, now: Date): Promise<void>;
  /** @returns the user of the session, or null where there is none to end */
  end(of: { sessionId: string; userId: string } | { tokenDigest: string }, end: Ending): Promise<string | null>;
  endAllOf(userId: string, end: Ending): Promise<void>;
  /** Ends the oldest ones above a number, and forgets those that are long over. */
  keepWithin(
    userId: string,
    limit: number,
    limits: { endedBefore: Date; createdBefore: Date },
    now: Date,
  ): Promise<void>;
}

export type Ending = { readonly reason: EndReason; readonly now: Date };

export type PresentedSession = { readonly session: WebSession; readonly token: SessionToken; readonly user: User };

export type SessionPage = {
  readonly userId: string;
  readonly after: string | null;
  readonly limit: number;
  /** Only those created and seen later than this. */
  readonly createdAfter: Date;
  readonly seenAfter: Date;
};

/** Reads of sessions outside a transaction. */
export interface SessionDirectory {
  findByToken(tokenDigest: string): Promise<PresentedSession | null>;
  /** Sessions that stand, newest first. */
  page(page: SessionPage): Promise<readonly WebSession[]>;
}
