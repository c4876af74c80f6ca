import { PERSONAL_DATA_PAGE } from '@haat/contracts';
import { createPersonalData, type PersonalDataSource, type Sql, type Transaction } from '@haat/service-kit';

const PERSONAL_DATA: readonly PersonalDataSource[] = [
  {
    kind: 'store_membership',
    statement: `SELECT store_id::text AS position, jsonb_build_object('storeId', store_id, 'store', s.name, 'role', m.role,
        'since', m.since) AS data
      FROM store_member m JOIN store s USING (store_id)
      WHERE m.user_id = substr($1, 6)::uuid AND ($2::text IS NULL OR store_id > $2::uuid) ORDER BY store_id LIMIT $3`,
  },
];

/** Answers what stores keep of a person. */
export const createPersonalDataReader = (sql: Sql) => createPersonalData(sql, PERSONAL_DATA, PERSONAL_DATA_PAGE);

const LEAVE = `DELETE FROM store_member WHERE user_id = $1 RETURNING store_id`;

/** Ends the memberships of somebody who is gone; owners are not let go before they have handed over their store. */
export async function leaveAllStores(tx: Transaction, userId: string): Promise<readonly string[]> {
  return (await tx.query<{ store_id: string }>(LEAVE, [userId])).map((row) => row.store_id);
}
