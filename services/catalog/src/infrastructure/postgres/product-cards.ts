import type { Sql } from '@haat/service-kit';
import type { ProductCards } from '../../application/ports/product-cards.ts';
import { CARD, type CardRow, toCard } from './card-row.ts';

const CARDS = `
  SELECT ${CARD} FROM product p JOIN store_copy s USING (store_id)
  WHERE p.product_id = ANY ($1::uuid[]) AND p.status = 'active' AND s.status = 'approved'`;

export const createProductCards = (sql: Sql): ProductCards => ({
  async onMarket(productIds) {
    if (productIds.length === 0) return new Map();
    const rows = await sql.query<CardRow>(CARDS, [productIds]);
    return new Map(rows.map((row) => [row.product_id, toCard(row)]));
  },
});
