import { setTimeout as sleep } from 'node:timers/promises';
import { SELLER, type Stage } from '../stage.ts';
import type { IcecatProduct } from './icecat.ts';

const AT_ONCE = 16;
const LOOK_EVERY_MS = 50;

/** Lists the products as a seller does and waits until the last can be found; answers the SKU of each product. */
export async function fillShelf(
  { api, storeId }: Stage,
  products: readonly IcecatProduct[],
): Promise<Map<string, string>> {
  const skus = new Map<string, string>();
  const waiting = products.values();
  const listAll = async () => {
    for (const { sku, priceMinor, ...product } of waiting) {
      const { productId } = await api.catalog.createProduct(
        { storeId, ...product, status: 'active', variants: [{ sku, priceMinor }] },
        SELLER,
      );
      skus.set(productId, sku);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, listAll));
  const { sku: last } = products.at(-1)!;
  while ((await api.catalog.searchProducts({ q: last })).items.every(({ productId }) => skus.get(productId) !== last))
    await sleep(LOOK_EVERY_MS);
  return skus;
}
