import type { Sql } from '@haat/service-kit';
import type { Endpoints } from '../../application/ports/endpoints.ts';
import type { Endpoint } from '../../domain/endpoint.ts';

// Two creations of one store wait for each other, so that both cannot be the last that fits.
const LOCK_STORE = `SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`;
const COUNT = `SELECT count(*)::int AS count FROM webhook_endpoint WHERE store_id = $1`;
const ADD = `INSERT INTO webhook_endpoint (endpoint_id, store_id, url, description, event_types, status, disabled_reason,
    disabled_at, failing_since, secret, previous_secret, previous_secret_valid_until, created_at, updated_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`;
const FIND = `SELECT * FROM webhook_endpoint WHERE store_id = $1 AND endpoint_id = $2`;
const UPDATE = `UPDATE webhook_endpoint SET url = $2, description = $3, event_types = $4, status = $5, disabled_reason = $6,
    disabled_at = $7, failing_since = $8, secret = $9, previous_secret = $10, previous_secret_valid_until = $11,
    updated_at = $12 WHERE endpoint_id = $1`;
const REMOVE = `DELETE FROM webhook_endpoint WHERE store_id = $1 AND endpoint_id = $2 RETURNING 1 AS removed`;
const PAGE = `SELECT * FROM webhook_endpoint WHERE store_id = $1 AND ($2::uuid IS NULL OR endpoint_id < $2)
  ORDER BY endpoint_id DESC LIMIT $3`;
const HEARING = `SELECT * FROM webhook_endpoint WHERE store_id = ANY ($1::uuid[]) AND status = 'enabled'`;

type Row = {
  endpoint_id: string;
  store_id: string;
  url: string;
  description: string;
  event_types: string[];
  status: Endpoint['status'];
  disabled_reason: Endpoint['disabledReason'];
  disabled_at: Date | null;
  failing_since: Date | null;
  secret: string;
  previous_secret: string | null;
  previous_secret_valid_until: Date | null;
  created_at: Date;
  updated_at: Date;
};

export function createEndpoints(sql: Sql): Endpoints {
  return {
    countForUpdate: async (storeId) => {
      await sql.query(LOCK_STORE, [storeId]);
      return (await sql.query<{ count: number }>(COUNT, [storeId]))[0]!.count;
    },
    add: async (endpoint) => {
      const { endpointId, storeId, url, description, eventTypes, createdAt, updatedAt } = endpoint;
      const own = [endpointId, storeId, url, description, eventTypes];
      await sql.query(ADD, [...own, ...changing(endpoint), createdAt, updatedAt]);
    },
    find: async ({ storeId, endpointId }) => one(await sql.query<Row>(FIND, [storeId, endpointId])),
    update: async ({ storeId, endpointId }, decide) => {
      const current = one(await sql.query<Row>(`${FIND} FOR UPDATE`, [storeId, endpointId]));
      if (current === null) return null;
      const next = decide(current);
      if (next === current) return current;
      const { url, description, eventTypes, updatedAt } = next;
      await sql.query(UPDATE, [endpointId, url, description, eventTypes, ...changing(next), updatedAt]);
      return next;
    },
    remove: async ({ storeId, endpointId }) => (await sql.query(REMOVE, [storeId, endpointId])).length === 1,
    page: async (storeId, { before, limit }) => (await sql.query<Row>(PAGE, [storeId, before, limit])).map(toEndpoint),
    hearing: async (storeIds) => (await sql.query<Row>(HEARING, [storeIds])).map(toEndpoint),
  };
}

const changing = (endpoint: Endpoint) => [
  endpoint.status,
  endpoint.disabledReason,
  endpoint.disabledAt,
  endpoint.failingSince,
  endpoint.secret,
  endpoint.previousSecret,
  endpoint.previousSecretValidUntil,
];

const one = ([row]: Row[]): Endpoint | null => (row === undefined ? null : toEndpoint(row));

const toEndpoint = (row: Row): Endpoint => ({
  endpointId: row.endpoint_id,
  storeId: row.store_id,
  url: row.url,
  description: row.description,
  eventTypes: row.event_types,
  status: row.status,
  disabledReason: row.disabled_reason,
  disabledAt: row.disabled_at,
  failingSince: row.failing_since,
  secret: row.secret,
  previousSecret: row.previous_secret,
  previousSecretValidUntil: row.previous_secret_valid_until,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});
