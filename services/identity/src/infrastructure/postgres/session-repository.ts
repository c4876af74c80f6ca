import type { Sql } from '@haat/service-kit';
import type { SessionRepository } from '../../application/ports/session-repository.ts';
import { SESSION_COLUMNS, type SessionRow, TOKEN_COLUMNS, type TokenRow, toSession, toToken } from './session-row.ts';

const ADD = `INSERT INTO web_session (session_id, user_id, authenticated_at, user_agent, ip_address, created_at, last_seen_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7)`;
const ADD_TOKEN = `INSERT INTO session_token (digest, session_id, issued_at) VALUES ($1, $2, $3)`;
const LOCK = `SELECT ${SESSION_COLUMNS} FROM web_session s
  WHERE s.session_id = (SELECT session_id FROM session_token WHERE digest = $1) FOR UPDATE OF s`;
const TOKEN = `SELECT ${TOKEN_COLUMNS} FROM session_token t WHERE t.digest = $1`;
const USED = `UPDATE session_token SET used_at = CASE WHEN digest = $2 THEN $3::timestamptz ELSE used_at END,
    replaced_at = CASE WHEN digest = $2 THEN replaced_at ELSE $3::timestamptz END
  WHERE session_id = $1 AND (digest = $2 OR replaced_at IS NULL)`;
const TOUCH = `UPDATE web_session SET last_seen_at = GREATEST(last_seen_at, $2) WHERE session_id = $1`;
const SET_ENDED = `UPDATE web_session SET ended_at = $1, end_reason = $2 WHERE ended_at IS NULL AND`;
const END = `${SET_ENDED} session_id = $3 AND user_id = $4 RETURNING user_id`;
const END_BY_TOKEN = `${SET_ENDED} session_id = (SELECT session_id FROM session_token WHERE digest = $3)
  RETURNING user_id`;
const END_ALL = `${SET_ENDED} user_id = $3`;
const END_OLDEST = `${SET_ENDED} session_id IN (SELECT session_id FROM web_session WHERE user_id = $3
  AND ended_at IS NULL ORDER BY session_id DESC OFFSET $4)`;
const FORGET = `DELETE FROM web_session WHERE user_id = $1 AND (ended_at < $2 OR created_at < $3)`;

export function createSessionRepository(sql: Sql): SessionRepository {
  return {
    add: async (session, digest) => {
      const { sessionId, userId, authenticatedAt, userAgent, ipAddress, createdAt, lastSeenAt } = session;
      await sql.query(ADD, [sessionId, userId, authenticatedAt, userAgent, ipAddress, createdAt, lastSeenAt]);
      await sql.query(ADD_TOKEN, [digest, sessionId, createdAt]);
    },
    lockByToken: async (digest) => {
      const [session] = await sql.query<SessionRow>(LOCK, [digest]);
      // Asked for after the lock, so that it is what the request before has left.
      const [token] = await sql.query<TokenRow>(TOKEN, [digest]);
      return session === undefined || token === undefined
        ? null
        : { session: toSession(session), token: toToken(token) };
    },
    markFirstUse: async (sessionId, digest, now) => void (await sql.query(USED, [sessionId, digest, now])),
    addToken: async (sessionId, digest, now) => void (await sql.query(ADD_TOKEN, [digest, sessionId, now])),
    touch: async (sessionId, now) => void (await sql.query(TOUCH, [sessionId, now])),
    end: async (of, { reason, now }) => {
      const [row] = await ('tokenDigest' in of
        ? sql.query<{ user_id: string }>(END_BY_TOKEN, [now, reason, of.tokenDigest])
        : sql.query<{ user_id: string }>(END, [now, reason, of.sessionId, of.userId]));
      return row?.user_id ?? null;
    },
    endAllOf: async (userId, { reason, now }) => void (await sql.query(END_ALL, [now, reason, userId])),
    keepWithin: async (userId, limit, { endedBefore, createdBefore }, now) => {
      await sql.query(FORGET, [userId, endedBefore, createdBefore]);
      await sql.query(END_OLDEST, [now, 'too_many', userId, limit]);
    },
  };
}
