import type { Sql } from '@haat/service-kit';
import type { BoughtTogether, Sales } from '../../application/ports/sales.ts';

const NOTE = `
  WITH noted AS (
    INSERT INTO sale (order_line_id, order_id, checkout_id, product_id, quantity)
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::integer[])
    ON CONFLICT (order_line_id) DO NOTHING RETURNING product_id, quantity)
  INSERT INTO product_sales (product_id, units)
  SELECT product_id, sum(quantity) FROM noted GROUP BY product_id ORDER BY product_id
  ON CONFLICT (product_id) DO UPDATE SET units = product_sales.units + EXCLUDED.units`;

const TAKE_BACK = `
  WITH gone AS (DELETE FROM sale WHERE order_id = ANY ($1::uuid[]) RETURNING product_id, quantity)
  UPDATE product_sales SET units = product_sales.units - back.units
  FROM (SELECT product_id, sum(quantity) AS units FROM gone GROUP BY product_id) AS back
  WHERE product_sales.product_id = back.product_id`;

/** Of a product that everybody buys, its latest checkouts tell enough: identifiers sort by the time they were made. */
const CHECKOUTS_LOOKED_AT = 1_000;

const TOGETHER = `
  SELECT other.product_id, count(DISTINCT other.checkout_id)::integer AS purchases
  FROM (SELECT DISTINCT checkout_id FROM sale WHERE product_id = $1 ORDER BY checkout_id DESC LIMIT ${CHECKOUTS_LOOKED_AT}) AS mine
  JOIN sale other ON other.checkout_id = mine.checkout_id AND other.product_id <> $1
  JOIN product p ON p.product_id = other.product_id AND p.status = 'active'
  JOIN store_copy s ON s.store_id = p.store_id AND s.status = 'approved'
  GROUP BY other.product_id ORDER BY purchases DESC, other.product_id DESC LIMIT $2`;

/** Lines of confirmed orders, in batches of one statement. */
export const createSales = (sql: Sql): Sales => ({
  async note(sales) {
    await sql.query(NOTE, [
      sales.map((sale) => sale.orderLineId),
      sales.map((sale) => sale.orderId),
      sales.map((sale) => sale.checkoutId),
      sales.map((sale) => sale.productId),
      sales.map((sale) => sale.quantity),
    ]);
  },
  async takeBack(orderIds) {
    await sql.query(TAKE_BACK, [orderIds]);
  },
});

export const createBoughtTogether = (sql: Sql): BoughtTogether => ({
  async with(productId, limit) {
    const rows = await sql.query<{ product_id: string; purchases: number }>(TOGETHER, [productId, limit]);
    return rows.map((row) => ({ productId: row.product_id, purchases: row.purchases }));
  },
});
