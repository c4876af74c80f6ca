import { LIMITS } from '@haat/contracts';
import type { History, Offer, RecordedProduct } from './history.ts';

/** A variant to be listed: one recorded offer, with as many units as the records sell of it, canceled ones too. */
export type PlannedVariant = { readonly offer: Offer; readonly sku: string; readonly units: number };

/** A product to be listed by one seller. */
export type PlannedListing = {
  readonly key: string;
  readonly sellerId: string;
  readonly product: RecordedProduct;
  readonly title: string;
  readonly variants: readonly PlannedVariant[];
};

const SHORT_ID = 8;

/** What sellers list, so that each recorded sale finds its price and freight; see ADR 0011. */
export function planListings(history: History): PlannedListing[] {
  const units = new Map<string, { offer: Offer; units: number }>();
  for (const { offer, quantity } of history.orders.flatMap(({ lines }) => lines)) {
    const known = units.get(offer.key);
    if (known === undefined) units.set(offer.key, { offer, units: quantity });
    else known.units += quantity;
  }
  const listings = Map.groupBy(units.values(), ({ offer }) => `${offer.sellerId}-${offer.productId}`);
  return [...listings].flatMap(([key, offers]) => splitListing(key, offers, history));
}

/** The SKU says which offer it is; it is unique within the store. */
export const skuOf = ({ productId, priceMinor, freightMinor }: Offer): string =>
  `${productId}-${priceMinor}-${freightMinor}`;

function splitListing(
  key: string,
  offers: readonly { offer: Offer; units: number }[],
  history: History,
): PlannedListing[] {
  const { sellerId, productId } = offers[0]!.offer;
  const product = history.products.get(productId)!;
  const variants = offers
    .map(({ offer, units }) => ({ offer, units, sku: skuOf(offer) }))
    .sort((a, b) => (a.sku < b.sku ? -1 : 1));
  const parts = Math.ceil(variants.length / LIMITS.variantsPerProduct);
  return Array.from({ length: parts }, (_none, index) => ({
    key: index === 0 ? key : `${key}-${index + 1}`,
    sellerId,
    product,
    title: titleOf(product, index),
    variants: variants.slice(index * LIMITS.variantsPerProduct, (index + 1) * LIMITS.variantsPerProduct),
  }));
}

function titleOf({ category, productId }: RecordedProduct, part: number): string {
  const words = category.replaceAll('_', ' ');
  const title = `${words.charAt(0).toUpperCase()}${words.slice(1)} ${productId.slice(0, SHORT_ID)}`;
  return part === 0 ? title : `${title} (${part + 1})`;
}
