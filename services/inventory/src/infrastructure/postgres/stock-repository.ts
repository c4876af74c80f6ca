import type { OutboxEvent, Transaction } from '@haat/service-kit';
import type { RestockedReturns, StockRepository } from '../../application/ports/stock-repository.ts';
import type { StockEvent } from '../../domain/stock/stock.events.ts';
import { openBook } from './open-book.ts';
import { writeBook } from './write-book.ts';

const ENSURE = `
  INSERT INTO stock (variant_id, product_id, store_id, sku, updated_at) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (variant_id) DO UPDATE SET product_id = EXCLUDED.product_id WHERE stock.product_id IS NULL`;

const CLAIM_RETURNS = `
  INSERT INTO restocked_return (return_id, order_id, restocked_at)
  SELECT c.*, $3 FROM unnest($1::uuid[], $2::uuid[]) AS c
  ON CONFLICT (return_id) DO NOTHING RETURNING return_id`;

/** Stock in PostgreSQL, bound to one transaction. */
export function createStockRepository(tx: Transaction, announce: (event: StockEvent) => OutboxEvent): StockRepository {
  return {
    async update(scope, mark, decide) {
      const book = await openBook(tx, scope);
      const result = decide(book);
      const changes = book.changes();
      await writeBook(tx, changes, mark);
      tx.publish(changes.events.map(announce));
      return result;
    },
    async ensure({ variantId, productId, storeId, sku }, now) {
      await tx.query(ENSURE, [variantId, productId, storeId, sku, now]);
    },
  };
}

export function createRestockedReturns(tx: Transaction): RestockedReturns {
  return {
    async claim(returns, now) {
      const ids = [returns.map(({ returnId }) => returnId), returns.map(({ orderId }) => orderId)];
      const rows = await tx.query<{ return_id: string }>(CLAIM_RETURNS, [...ids, now]);
      return new Set(rows.map((row) => row.return_id));
    },
  };
}
