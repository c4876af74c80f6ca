import type { Endpoint } from '../../domain/endpoint.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

type Page = { readonly storeId: string; readonly before: string | null; readonly limit: number };

/** A page of a store's endpoints, newest first. One row more than asked for tells whether there is a next page. */
export const listEndpoints =
  ({ unitOfWork }: { readonly unitOfWork: UnitOfWork }) =>
  async ({ storeId, before, limit }: Page): Promise<{ items: readonly Endpoint[]; next: string | null }> => {
    const found = await unitOfWork.read.endpoints.page(storeId, { before, limit: limit + 1 });
    const items = found.slice(0, limit);
    return { items, next: found.length > limit ? items.at(-1)!.endpointId : null };
  };
