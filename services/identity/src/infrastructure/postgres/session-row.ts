import type { SessionToken, WebSession } from '../../domain/index.ts';

export type SessionRow = {
  session_id: string;
  user_id: string;
  authenticated_at: Date;
  user_agent: string | null;
  ip_address: string | null;
  created_at: Date;
  last_seen_at: Date;
  ended_at: Date | null;
};

export type TokenRow = {
  issued_at: Date;
  used_at: Date | null;
  replaced_at: Date | null;
  latest_issued_at: Date;
};

export const SESSION_COLUMNS = `s.session_id, s.user_id, s.authenticated_at, s.user_agent, s.ip_address, s.created_at,
  s.last_seen_at, s.ended_at`;

export const TOKEN_COLUMNS = `t.issued_at, t.used_at, t.replaced_at,
  (SELECT max(issued_at) FROM session_token WHERE session_id = t.session_id) AS latest_issued_at`;

export const toSession = (row: SessionRow): WebSession => ({
  sessionId: row.session_id,
  userId: row.user_id,
  authenticatedAt: row.authenticated_at,
  userAgent: row.user_agent,
  ipAddress: row.ip_address,
  createdAt: row.created_at,
  lastSeenAt: row.last_seen_at,
  endedAt: row.ended_at,
});

export const toToken = (row: TokenRow): SessionToken => ({
  issuedAt: row.issued_at,
  usedAt: row.used_at,
  replacedAt: row.replaced_at,
  latestIssuedAt: row.latest_issued_at,
});
