import type { Sql } from '@haat/service-kit';
import type { ApiKeyDirectory, ApiKeyRepository } from '../../application/ports/api-key-repository.ts';
import type { ApiKey } from '../../domain/index.ts';
import { firstUser, SELECT_USER, type UserRow } from './user-row.ts';

type ApiKeyRow = {
  key_id: string;
  store_id: string;
  created_by: string;
  name: string;
  prefix: string;
  scopes: string[];
  created_at: Date;
  expires_at: Date | null;
  last_used_at: Date | null;
  revoked_at: Date | null;
};

const COLUMNS = `k.key_id, k.store_id, k.created_by, k.name, k.prefix, k.scopes, k.created_at, k.expires_at,
  k.last_used_at, k.revoked_at`;
const BY_DIGEST = `SELECT ${COLUMNS} FROM api_key k WHERE k.digest = $1`;
const MAKER = `${SELECT_USER} JOIN api_key k ON k.created_by = u.user_id WHERE k.digest = $1`;
const PAGE = `SELECT ${COLUMNS} FROM api_key k WHERE k.store_id = $1 AND ($2::uuid IS NULL OR k.key_id < $2)
  ORDER BY k.key_id DESC LIMIT $3`;
const NOTE_USE = `UPDATE api_key SET last_used_at = GREATEST(last_used_at, $2) WHERE key_id = $1`;
const LOCK_STORE = `SELECT pg_advisory_xact_lock(hashtextextended('api_key ' || $1::text, 0))`;
const COUNT = `SELECT count(*) AS standing FROM api_key WHERE store_id = $1 AND revoked_at IS NULL
  AND (expires_at IS NULL OR expires_at > $2)`;
const ADD = `INSERT INTO api_key (key_id, store_id, created_by, name, prefix, digest, scopes, created_at, expires_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;
const REVOKE = `UPDATE api_key SET revoked_at = COALESCE(revoked_at, $3) WHERE store_id = $1 AND key_id = $2
  RETURNING created_by`;
const REVOKE_ALL = `UPDATE api_key SET revoked_at = $2 WHERE created_by = $1 AND revoked_at IS NULL`;

const toApiKey = (row: ApiKeyRow): ApiKey => ({
  keyId: row.key_id,
  storeId: row.store_id,
  createdBy: row.created_by,
  name: row.name,
  prefix: row.prefix,
  scopes: row.scopes,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  lastUsedAt: row.last_used_at,
  revokedAt: row.revoked_at,
});

export function createApiKeyDirectory(sql: Sql): ApiKeyDirectory {
  return {
    findByDigest: async (digest) => {
      const [[row], makers] = await Promise.all([
        sql.query<ApiKeyRow>(BY_DIGEST, [digest]),
        sql.query<UserRow>(MAKER, [digest]),
      ]);
      const maker = firstUser(makers);
      return row === undefined || maker === null ? null : { key: toApiKey(row), maker };
    },
    page: async ({ storeId, after, limit }) =>
      (await sql.query<ApiKeyRow>(PAGE, [storeId, after, limit])).map(toApiKey),
    noteUse: async (keyId, now) => void (await sql.query(NOTE_USE, [keyId, now])),
  };
}

export function createApiKeyRepository(sql: Sql): ApiKeyRepository {
  return {
    countStanding: async (storeId, now) => {
      await sql.query(LOCK_STORE, [storeId]);
      const [row] = await sql.query<{ standing: bigint }>(COUNT, [storeId, now]);
      return Number(row!.standing);
    },
    add: async (key, digest) => {
      const { keyId, storeId, createdBy, name, prefix, scopes, createdAt, expiresAt } = key;
      await sql.query(ADD, [keyId, storeId, createdBy, name, prefix, digest, scopes, createdAt, expiresAt]);
    },
    revoke: async (storeId, keyId, now) =>
      (await sql.query<{ created_by: string }>(REVOKE, [storeId, keyId, now]))[0]?.created_by ?? null,
    revokeAllOf: async (userId, now) => void (await sql.query(REVOKE_ALL, [userId, now])),
  };
}
