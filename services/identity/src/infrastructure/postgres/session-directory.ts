import type { Sql } from '@haat/service-kit';
import type { SessionDirectory } from '../../application/ports/session-repository.ts';
import { SESSION_COLUMNS, type SessionRow, TOKEN_COLUMNS, type TokenRow, toSession, toToken } from './session-row.ts';
import { firstUser, SELECT_USER, type UserRow } from './user-row.ts';

const BY_TOKEN = `SELECT ${SESSION_COLUMNS}, ${TOKEN_COLUMNS} FROM session_token t JOIN web_session s USING (session_id)
  WHERE t.digest = $1`;
const USER_BY_TOKEN = `${SELECT_USER} JOIN web_session s USING (user_id) JOIN session_token t USING (session_id)
  WHERE t.digest = $1`;
// Ids are UUIDv7: their order is the order of creation.
const PAGE = `SELECT ${SESSION_COLUMNS} FROM web_session s JOIN user_account u USING (user_id)
  WHERE s.user_id = $1 AND s.ended_at IS NULL AND ($2::uuid IS NULL OR s.session_id < $2)
    AND s.created_at > $4 AND s.last_seen_at > $5
    AND (u.revoked_before IS NULL OR s.authenticated_at > u.revoked_before)
  ORDER BY s.session_id DESC LIMIT $3`;

export function createSessionDirectory(sql: Sql): SessionDirectory {
  return {
    findByToken: async (digest) => {
      const [[row], users] = await Promise.all([
        sql.query<SessionRow & TokenRow>(BY_TOKEN, [digest]),
        sql.query<UserRow>(USER_BY_TOKEN, [digest]),
      ]);
      const user = firstUser(users);
      return row === undefined || user === null ? null : { session: toSession(row), token: toToken(row), user };
    },
    page: async ({ userId, after, limit, createdAfter, seenAfter }) =>
      (await sql.query<SessionRow>(PAGE, [userId, after, limit, createdAfter, seenAfter])).map(toSession),
  };
}
