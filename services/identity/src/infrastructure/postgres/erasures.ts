import type { Sql } from '@haat/service-kit';
import type { Erasures, FirebaseRemovals } from '../../application/ports/erasures.ts';

const FORGET = [
  `DELETE FROM linked_identity WHERE user_id = $1`,
  `DELETE FROM unlinked_identity WHERE user_id = $1`,
  `DELETE FROM one_time_link WHERE firebase_uid IN (SELECT firebase_uid FROM firebase_account WHERE user_id = $1)`,
  `DELETE FROM web_session WHERE user_id = $1`,
];
const FORGET_ANSWERS = `DELETE FROM idempotency_key WHERE principal = $1`;
const LET_REMOVE = `INSERT INTO firebase_removal (firebase_uid, due_at)
  SELECT firebase_uid, $2 FROM firebase_account WHERE user_id = $1 ON CONFLICT DO NOTHING`;

export const createErasures = (sql: Sql): Erasures => ({
  forget: async (userId, now) => {
    for (const statement of FORGET) await sql.query(statement, [userId]);
    await sql.query(FORGET_ANSWERS, [`user:${userId}`]);
    await sql.query(LET_REMOVE, [userId, now]);
  },
});

const NEXT_DUE = `SELECT due_at FROM firebase_removal ORDER BY due_at LIMIT 1`;
const CLAIM = `UPDATE firebase_removal SET due_at = $2 WHERE firebase_uid IN (SELECT firebase_uid FROM firebase_removal
    WHERE due_at <= $1 ORDER BY due_at LIMIT $3 FOR UPDATE SKIP LOCKED)
  RETURNING firebase_uid, removed_at IS NOT NULL AS is_removed`;
const REMOVED = `UPDATE firebase_removal SET removed_at = $2, due_at = $3 WHERE firebase_uid = $1`;
const FORGET_UID = `WITH done AS (DELETE FROM firebase_removal WHERE firebase_uid = $1) SELECT 1`;
const FORGET_ACCOUNT = `DELETE FROM firebase_account WHERE firebase_uid = $1
  AND NOT EXISTS (SELECT 1 FROM firebase_removal r WHERE r.firebase_uid = firebase_account.firebase_uid)`;

type ClaimRow = { firebase_uid: string; is_removed: boolean };

export const createFirebaseRemovals = (sql: Sql): FirebaseRemovals => ({
  nextDueAt: async () => (await sql.query<{ due_at: Date }>(NEXT_DUE))[0]?.due_at ?? null,
  claimDue: async (now, againAt, limit) =>
    (await sql.query<ClaimRow>(CLAIM, [now, againAt, limit])).map((row) => ({
      firebaseUid: row.firebase_uid,
      isRemoved: row.is_removed,
    })),
  markRemoved: async (firebaseUid, now, forgetAt) => void (await sql.query(REMOVED, [firebaseUid, now, forgetAt])),
  forgetUid: async (firebaseUid) => {
    await sql.query(FORGET_UID, [firebaseUid]);
    await sql.query(FORGET_ACCOUNT, [firebaseUid]);
  },
});
