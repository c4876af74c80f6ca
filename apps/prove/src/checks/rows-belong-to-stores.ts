import { type Check, DATABASES } from '../check.ts';

const TABLES = `SELECT c.table_name FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
  WHERE c.column_name = 'store_id' AND c.table_schema = 'public' AND t.table_type = 'BASE TABLE' ORDER BY 1`;

/** Any table that has a store in it, now and later: a new one is checked without being named here. */
export const rowsBelongToStores: Check = {
  name: 'each row with a store names one that is there',
  property: 'tenants',
  mayBeInFlight: true,
  async run(world, report) {
    const stores = new Set(
      (await world.stores.rows<{ store_id: string }>('SELECT store_id FROM store')).map(({ store_id }) => store_id),
    );
    let checked = 0;
    for (const name of DATABASES) {
      for (const { table_name } of await world[name].rows<{ table_name: string }>(TABLES)) {
        const named = world[name].stream<{ store_id: string; rows: bigint }>(
          `SELECT store_id, count(*) AS rows FROM "${table_name}" WHERE store_id IS NOT NULL GROUP BY store_id`,
        );
        for await (const { store_id, rows } of named) {
          checked += Number(rows);
          if (!stores.has(store_id))
            report({ id: `${name}.${table_name} ${store_id}`, problem: `${rows} rows name a store that is not there` });
        }
      }
    }
    return checked;
  },
};
