import type { Sql } from '@haat/service-kit';
import type { ImportReader, ImportRepository } from '../../application/ports/imports.ts';
import type { Refusal } from '../../domain/transfer/import-row.ts';
import type { ImportStatus, ProductImport } from '../../domain/transfer/product-import.ts';

const COLUMNS = `import_id, store_id, file_name, status, total, processed, created, updated, refused, groups_done,
  created_at, finished_at`;

const INSERT = `
  INSERT INTO product_import (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`;
const LOCK_STORE = `SELECT pg_advisory_xact_lock(hashtextextended('imports ' || $1, 0))`;
const COUNT = `
  SELECT count(*)::int AS count FROM product_import WHERE store_id = $1 AND status IN ('waiting', 'running')`;
const LOCK = `SELECT ${COLUMNS} FROM product_import WHERE import_id = $1 FOR UPDATE`;
const SAVE = `
  UPDATE product_import SET status = $2, processed = $3, created = $4, updated = $5, refused = $6, groups_done = $7,
    finished_at = $8
  WHERE import_id = $1`;
const REFUSE = `
  INSERT INTO import_refusal (import_id, line, position, field, rule, code, message)
  SELECT $1, r.line, row_number() OVER (PARTITION BY r.line ORDER BY r.place), r.field, r.rule, r.code, r.message
  FROM ROWS FROM (jsonb_to_recordset($2::jsonb)
    AS (line integer, field text, rule text, code text, message text)) WITH ORDINALITY
    AS r (line, field, rule, code, message, place)`;

const FIND = `SELECT ${COLUMNS} FROM product_import WHERE import_id = $1 AND store_id = $2`;
const LIST = `
  SELECT ${COLUMNS} FROM product_import WHERE store_id = $1 AND import_id < $2 ORDER BY import_id DESC LIMIT $3`;
const OLDEST = `
  SELECT ${COLUMNS} FROM product_import WHERE status IN ('waiting', 'running') ORDER BY import_id LIMIT 1`;
const REFUSALS = `
  SELECT line, position, field, rule, code, message FROM import_refusal
  WHERE import_id = $1 AND (line, position) > ($2, $3) ORDER BY line, position LIMIT $4`;

const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
/** A cursor carries one number: line and place in the line together. A line has fewer faults than this. */
const PLACES = 1000n;

type Row = {
  import_id: string;
  store_id: string;
  file_name: string;
  status: ImportStatus;
  total: number;
  processed: number;
  created: number;
  updated: number;
  refused: number;
  groups_done: number;
  created_at: Date;
  finished_at: Date | null;
};

type RefusalRow = Refusal & { position: number };

export const createImportRepository = (sql: Sql, onAdded: () => void): ImportRepository => ({
  async insert(job) {
    const { importId, storeId, fileName, status, total, processed, created, updated, refused, groupsDone } = job;
    const counts = [total, processed, created, updated, refused, groupsDone];
    await sql.query(INSERT, [importId, storeId, fileName, status, ...counts, job.createdAt, job.finishedAt]);
    onAdded();
  },
  async countUnfinished(storeId) {
    const [, [row]] = await Promise.all([
      sql.query(LOCK_STORE, [storeId]),
      sql.query<{ count: number }>(COUNT, [storeId]),
    ]);
    return row!.count;
  },
  async lock(importId) {
    const [row] = await sql.query<Row>(LOCK, [importId]);
    return row === undefined ? null : toImport(row);
  },
  async save({ importId, status, processed, created, updated, refused, groupsDone, finishedAt }) {
    await sql.query(SAVE, [importId, status, processed, created, updated, refused, groupsDone, finishedAt]);
  },
  async refuse(importId, refusals) {
    if (refusals.length > 0) await sql.query(REFUSE, [importId, JSON.stringify(refusals)]);
  },
});

export const createImportReader = (sql: Sql): ImportReader => ({
  async find(storeId, importId) {
    const [row] = await sql.query<Row>(FIND, [importId, storeId]);
    return row === undefined ? null : toImport(row);
  },
  async list({ storeId, limit, after }) {
    const rows = await sql.query<Row>(LIST, [storeId, after?.id ?? LAST, limit + 1]);
    const items = rows.slice(0, limit).map(toImport);
    return { items, next: rows.length > limit ? { key: null, id: items.at(-1)!.importId } : null };
  },
  async refusals({ importId, limit, after }) {
    const from = after?.key ?? 0n;
    const rows = await sql.query<RefusalRow>(REFUSALS, [importId, from / PLACES, from % PLACES, limit + 1]);
    const shown = rows.slice(0, limit);
    const last = rows.length > limit ? shown.at(-1)! : null;
    const next = last && { key: BigInt(last.line) * PLACES + BigInt(last.position), id: importId };
    return { items: shown.map(({ position: _, ...refusal }) => refusal), next };
  },
  async oldestUnfinished() {
    const [row] = await sql.query<Row>(OLDEST);
    return row === undefined ? null : toImport(row);
  },
});

const toImport = (row: Row): ProductImport => ({
  importId: row.import_id,
  storeId: row.store_id,
  fileName: row.file_name,
  status: row.status,
  total: row.total,
  processed: row.processed,
  created: row.created,
  updated: row.updated,
  refused: row.refused,
  groupsDone: row.groups_done,
  createdAt: row.created_at,
  finishedAt: row.finished_at,
});
