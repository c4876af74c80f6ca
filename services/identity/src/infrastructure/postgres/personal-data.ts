import { PERSONAL_DATA_PAGE } from '@haat/contracts';
import { createPersonalData, type PersonalDataSource, type Sql } from '@haat/service-kit';

const PERSONAL_DATA: readonly PersonalDataSource[] = [
  {
    kind: 'account',
    statement: `SELECT user_id::text AS position, jsonb_build_object('userId', user_id, 'displayName', display_name,
        'email', email, 'emailVerified', email_verified, 'phoneNumber', phone_number, 'createdAt', created_at,
        'roles', (SELECT COALESCE(jsonb_agg(role), '[]') FROM user_role r WHERE r.user_id = u.user_id)) AS data
      FROM user_account u WHERE user_id = substr($1, 6)::uuid AND ($2::text IS NULL OR user_id > $2::uuid) LIMIT $3`,
  },
  {
    kind: 'sign_in',
    statement: `SELECT encode(sha256(convert_to(provider || ' ' || subject, 'UTF8')), 'hex') AS position,
        jsonb_build_object('provider', provider, 'subject', subject, 'linkedAt', linked_at) AS data
      FROM linked_identity WHERE user_id = substr($1, 6)::uuid
        AND ($2::text IS NULL OR encode(sha256(convert_to(provider || ' ' || subject, 'UTF8')), 'hex') > $2)
      ORDER BY 1 LIMIT $3`,
  },
  {
    kind: 'session',
    statement: `SELECT session_id::text AS position, jsonb_build_object('sessionId', session_id, 'userAgent', user_agent,
        'ipAddress', ip_address, 'createdAt', created_at, 'lastSeenAt', last_seen_at, 'endedAt', ended_at) AS data
      FROM web_session WHERE user_id = substr($1, 6)::uuid AND ($2::text IS NULL OR session_id > $2::uuid)
      ORDER BY session_id LIMIT $3`,
  },
  {
    kind: 'api_key',
    statement: `SELECT key_id::text AS position, jsonb_build_object('keyId', key_id, 'storeId', store_id, 'name', name,
        'scopes', scopes, 'createdAt', created_at, 'lastUsedAt', last_used_at, 'revokedAt', revoked_at) AS data
      FROM api_key WHERE created_by = substr($1, 6)::uuid AND ($2::text IS NULL OR key_id > $2::uuid)
      ORDER BY key_id LIMIT $3`,
  },
];

/** Answers what identity itself keeps of a person. */
export const createPersonalDataReader = (sql: Sql) => createPersonalData(sql, PERSONAL_DATA, PERSONAL_DATA_PAGE);
