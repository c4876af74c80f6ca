import { LIMITS } from '@haat/contracts';
import type { UciLine } from './lines.ts';
import { offerOf, type UciOffer } from './plan-sales.ts';

export type UciVariant = { readonly offer: UciOffer; readonly sku: string; readonly units: number };
export type UciListing = {
  readonly key: string;
  readonly stockCode: string;
  readonly title: string;
  readonly variants: readonly UciVariant[];
};

/** One product a stock code, with one variant for each price it was sold at and as many units as were sold. */
export function planUciListings(sales: readonly UciLine[]): UciListing[] {
  return [...Map.groupBy(sales, ({ stockCode }) => stockCode)].flatMap(([stockCode, lines]) => {
    const title = lines.findLast(({ description }) => description !== '')?.description ?? `Stock code ${stockCode}`;
    const variants = variantsOf(lines);
    const parts = Math.ceil(variants.length / LIMITS.variantsPerProduct);
    return Array.from({ length: parts }, (_none, index) => ({
      key: index === 0 ? stockCode : `${stockCode}/${index + 1}`,
      stockCode,
      title: index === 0 ? title : `${title} (${index + 1})`,
      variants: variants.slice(index * LIMITS.variantsPerProduct, (index + 1) * LIMITS.variantsPerProduct),
    }));
  });
}

function variantsOf(lines: readonly UciLine[]): UciVariant[] {
  return [...Map.groupBy(lines, (line) => offerOf(line).key).values()]
    .map((same) => ({
      offer: offerOf(same[0]!),
      sku: skuOf(offerOf(same[0]!)),
      units: same.reduce((sum, { quantity }) => sum + quantity, 0),
    }))
    .sort((a, b) => (a.sku < b.sku ? -1 : 1));
}

/** Codes hold spaces and the like, which a SKU must not; they are written as their number, so that no two codes meet. */
const skuOf = ({ stockCode, priceMinor }: UciOffer): string =>
  `U${stockCode.replaceAll(/[^A-Za-z0-9]/g, (character) => `.${character.codePointAt(0)!.toString(16)}.`)}-${priceMinor}`.slice(
    0,
    80,
  );
