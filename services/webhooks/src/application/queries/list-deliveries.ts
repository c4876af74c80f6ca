import type { Delivery } from '../../domain/delivery.ts';
import type { DeliveryFilter } from '../ports/deliveries.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

/** A page of a store's deliveries, newest first. One row more than asked for tells whether there is a next page. */
export const listDeliveries =
  ({ unitOfWork }: { readonly unitOfWork: UnitOfWork }) =>
  async (storeId: string, filter: DeliveryFilter): Promise<{ items: readonly Delivery[]; next: string | null }> => {
    const found = await unitOfWork.read.deliveries.page(storeId, { ...filter, limit: filter.limit + 1 });
    const items = found.slice(0, filter.limit);
    return { items, next: found.length > filter.limit ? items.at(-1)!.deliveryId : null };
  };
