import type { Sql } from '@haat/service-kit';
import type { DueFileRemovals, FileGroup, FileRemovals } from '../../application/ports/files.ts';

const PLAN = `
  INSERT INTO blob_removal (folder, names, due_at)
  SELECT g.folder, ARRAY (SELECT jsonb_array_elements_text(g.names)), $2
  FROM jsonb_to_recordset($1::jsonb) AS g (folder text, names jsonb)
  ON CONFLICT (folder) DO UPDATE SET due_at = EXCLUDED.due_at`;
const WITHDRAW = `DELETE FROM blob_removal WHERE folder = $1 AND NOT is_begun RETURNING folder`;
const BEGIN = `
  UPDATE blob_removal SET is_begun = true
  WHERE folder IN (SELECT folder FROM blob_removal WHERE due_at <= $1 ORDER BY due_at LIMIT $2 FOR UPDATE SKIP LOCKED)
  RETURNING folder, names`;
const DONE = `DELETE FROM blob_removal WHERE folder = ANY ($1)`;
const NEXT = `SELECT min(due_at) AS next FROM blob_removal`;

/** Bound to a transaction or to the database; `onPlanned` is told when there is something to do now or later. */
export const createFileRemovals = (sql: Sql, onPlanned: () => void): FileRemovals & DueFileRemovals => ({
  async plan(groups, dueAt) {
    if (groups.length === 0) return;
    await sql.query(PLAN, [JSON.stringify(groups), dueAt]);
    onPlanned();
  },
  withdraw: async (folder) => (await sql.query(WITHDRAW, [folder])).length === 1,
  begin: (now, limit) => sql.query<FileGroup>(BEGIN, [now, limit]),
  done: async (folders) => void (await sql.query(DONE, [folders])),
  async nextDueAt() {
    const [row] = await sql.query<{ next: Date | null }>(NEXT);
    return row!.next;
  },
});
