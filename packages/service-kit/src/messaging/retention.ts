import type { LeaderSession } from './leader-session.ts';

/** How long published outbox rows and inbox rows are kept. */
export const RETENTION_DAYS = 7;
/** Rows a statement deletes at most, so that no lock and no burst of the log is long. */
export const RETENTION_BATCH = 1_000;

/** The oldest rows are the first by position; nothing is deleted past a row that is still to be published. */
const PRUNE_OUTBOX = `
  DELETE FROM outbox USING (SELECT position FROM outbox ORDER BY position LIMIT ${RETENTION_BATCH}) AS oldest
  WHERE outbox.position = oldest.position AND outbox.published_at < now() - make_interval(days => $1)`;
/** While an outbox row waits for one group, the rows of the groups that handled it must outlive it: seven days to repair. */
const PRUNE_INBOX = `
  DELETE FROM inbox WHERE ctid = ANY(ARRAY(
    SELECT ctid FROM inbox WHERE handled_at < now() - make_interval(days => $1) LIMIT ${RETENTION_BATCH}))`;

/**
 * Deletes one small batch of each table.
 * @returns true when there may be more
 */
export async function pruneBatch(session: Pick<LeaderSession, 'run'>, days = RETENTION_DAYS): Promise<boolean> {
  const outbox = await session.run(PRUNE_OUTBOX, [days]);
  const inbox = await session.run(PRUNE_INBOX, [days]);
  return outbox === RETENTION_BATCH || inbox === RETENTION_BATCH;
}
