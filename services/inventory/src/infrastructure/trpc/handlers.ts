import type { inventoryContract, OutputOf, ParsedInputOf } from '@haat/contracts';
import type { Handlers } from '@haat/service-kit';
import type { Application } from '../../application/application.ts';
import type { StockLevel } from '../../application/ports/stock-reader.ts';
import { sumLines } from '../../domain/reservation/hold.ts';
import { availableOf } from '../../domain/stock/stock.ts';
import { decodeCursor, encodeCursor } from './stock-cursor.ts';

type Wire = OutputOf<typeof inventoryContract.procedures.setStock>;

/** The procedures of the contract, each a call of a use case. */
export const createHandlers = (app: Application): Handlers<typeof inventoryContract> => ({
  setStock: async ({ input, intent }) => toWire(await app.setStock(input, intent)),
  adjustStock: async ({ input, intent }) => toWire(await app.adjustStock(input, intent)),
  async listStock({ input: { storeId, lowOnly = false, limit, cursor } }) {
    const { items, next } = await app.listStock({ storeId, lowOnly, limit, after: decodeCursor(cursor) });
    return { items: items.map(toWire), nextCursor: encodeCursor(next) };
  },
  availability: async ({ input }) => ({ items: await app.availability(input.variantIds) }),
  async reserve({ input: { checkoutId, expiresAt, orders } }) {
    const holds = sumLines(orders.map(canonicalOrder));
    const outcome = await app.reserveStock({
      checkoutId: canonical(checkoutId),
      expiresAt: new Date(expiresAt),
      holds,
    });
    return outcome.outcome === 'reserved' ? outcome : { ...outcome, lines: [...outcome.lines] };
  },
  async release({ input }) {
    await app.releaseStock(canonical(input.checkoutId));
    return {};
  },
});

type Orders = ParsedInputOf<typeof inventoryContract.procedures.reserve>['orders'];

/** A UUID may be written in capitals; decisions compare ids as the database writes them. */
const canonical = (id: string): string => id.toLowerCase();

const canonicalOrder = ({ orderId, lines }: Orders[number]) => ({
  orderId: canonical(orderId),
  lines: lines.map(({ variantId, quantity }) => ({ variantId: canonical(variantId), quantity })),
});

const toWire = (stock: StockLevel): Wire => ({
  variantId: stock.variantId,
  storeId: stock.storeId,
  sku: stock.sku,
  onHand: stock.onHand,
  reserved: stock.reserved,
  available: availableOf(stock),
  lowStockThreshold: stock.lowStockThreshold,
  updatedAt: stock.updatedAt.toISOString(),
});
