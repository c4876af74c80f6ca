import type { StoreCopies, StoreNews } from '../ports/store-copies.ts';

/** Of several changes of one store in a batch only the last counts. */
export async function copyStoreWhenStoreChanged(copies: StoreCopies, events: readonly StoreNews[]): Promise<void> {
  const latest = new Map(
    events.map(({ storeId, name, slug, currency }) => [storeId, { storeId, name, slug, currency }]),
  );
  await copies.save([...latest.values()]);
}
