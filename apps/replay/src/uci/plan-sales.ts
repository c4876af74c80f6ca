import { LIMITS } from '@haat/contracts';
import type { UciLine } from './lines.ts';

/** A stock code at a price; the store lists it as one variant. */
export type UciOffer = { readonly key: string; readonly stockCode: string; readonly priceMinor: bigint };

export type CartLine = { readonly offer: UciOffer; readonly quantity: number };

/** What is bought in one checkout: an invoice, or the part of a big one that a cart can hold. */
export type PlannedCart = {
  readonly key: string;
  readonly invoice: string;
  readonly customerId: string | null;
  readonly country: string;
  readonly lines: readonly CartLine[];
};

export const offerOf = ({ stockCode, priceMinor }: UciLine): UciOffer => ({
  key: `${stockCode}|${priceMinor}`,
  stockCode,
  priceMinor: priceMinor!,
});

/** Makes carts of the good lines, invoice by invoice; lines of the same code and price become one. */
export function planCarts(sales: readonly UciLine[]): PlannedCart[] {
  return [...Map.groupBy(sales, ({ invoice }) => invoice)].flatMap(([invoice, lines]) => {
    const { customerId, country } = lines[0]!;
    const parts = fittingParts(mergedLines(lines));
    return parts.map((part, index) => ({
      key: index === 0 ? invoice : `${invoice}-${index + 1}`,
      invoice,
      customerId,
      country,
      lines: part,
    }));
  });
}

function mergedLines(lines: readonly UciLine[]): CartLine[] {
  const merged = new Map<string, CartLine>();
  for (const line of lines) {
    const offer = offerOf(line);
    merged.set(offer.key, { offer, quantity: (merged.get(offer.key)?.quantity ?? 0) + line.quantity });
  }
  return [...merged.values()];
}

/** A cart holds so many lines, and a line so many units; what is more goes into further carts. */
function fittingParts(lines: readonly CartLine[]): CartLine[][] {
  const parts: CartLine[][] = [];
  for (let rest = lines; rest.length > 0;) {
    const now = rest.map(({ offer, quantity }) => ({ offer, quantity: Math.min(quantity, LIMITS.lineQuantity) }));
    for (let from = 0; from < now.length; from += LIMITS.cartLines)
      parts.push(now.slice(from, from + LIMITS.cartLines));
    rest = rest
      .filter(({ quantity }) => quantity > LIMITS.lineQuantity)
      .map((line) => ({ ...line, quantity: line.quantity - LIMITS.lineQuantity }));
  }
  return parts;
}
