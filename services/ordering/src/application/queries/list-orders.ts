import { type Actor, principalOf } from '@haat/domain';
import type { OrderStatus } from '../../domain/index.ts';
import type { OrderPageWish, OrderReader, OrderSummary, PagePosition } from '../ports/order-reader.ts';

type Deps = { readonly orderReader: OrderReader };
type PageInput = {
  readonly limit: number;
  readonly after: PagePosition | null;
  readonly status: OrderStatus | undefined;
};

export type OrderPage = { readonly items: readonly OrderSummary[]; readonly next: PagePosition | null };

/** What the caller bought, newest first. */
export const listMyOrders =
  ({ orderReader }: Deps) =>
  (actor: Actor, input: PageInput): Promise<OrderPage> =>
    pageOf(orderReader, { ...input, of: { owner: principalOf(actor) } });

/** What a store sold, newest first; that the caller is a member is checked before. */
export const listStoreOrders =
  ({ orderReader }: Deps) =>
  (storeId: string, input: PageInput): Promise<OrderPage> =>
    pageOf(orderReader, { ...input, of: { storeId } });

/** One more than asked for is read, to know whether there is a next page. */
async function pageOf(reader: OrderReader, wish: OrderPageWish): Promise<OrderPage> {
  const found = await reader.page({ ...wish, limit: wish.limit + 1 });
  const items = found.slice(0, wish.limit);
  const last = items.at(-1);
  const next = found.length > wish.limit && last ? { placedAt: last.placedAt, orderId: last.orderId } : null;
  return { items, next };
}
