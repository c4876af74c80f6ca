import type { Breach, UciLine } from './lines.ts';
import { offerOf, type PlannedCart, planCarts } from './plan-sales.ts';

/** Units of one offer of one cart that come back by one cancellation. */
export type ReturnPart = {
  readonly cancellation: string;
  readonly cartKey: string;
  readonly offerKey: string;
  readonly quantity: number;
  readonly priceMinor: bigint;
};

export type RefusedLine = { readonly line: UciLine; readonly breaches: readonly Breach[] };

/** What is done with each line of the file: it is sold, it comes back, or it is refused. */
export type UciPlan = {
  readonly sales: readonly UciLine[];
  readonly returned: readonly UciLine[];
  readonly refused: readonly RefusedLine[];
  readonly carts: readonly PlannedCart[];
  readonly returns: readonly ReturnPart[];
};

const NO_SALE: Breach = { field: 'StockCode', rule: 'sale_to_return' };

type Sold = { readonly cartKey: string; readonly at: string; left: number };

/**
 * A cancellation names no sale. It is taken for the return of what the same customer bought before of the same code at the
 * same price, the latest first; where fewer units than that are left, there is no such sale and the line is refused.
 * @param lines in the order of their time
 */
export function planImport(lines: readonly UciLine[]): UciPlan {
  const sound = lines.filter(({ breaches }) => breaches.length === 0);
  const sales = sound.filter(({ isCancellation }) => !isCancellation);
  const carts = planCarts(sales);
  const sold = soldByCustomer(sales, carts);
  const refused: RefusedLine[] = lines
    .filter(({ breaches }) => breaches.length > 0)
    .map((line) => ({ line, breaches: line.breaches }));
  const returned: UciLine[] = [];
  const returns: ReturnPart[] = [];
  for (const line of sound) {
    if (!line.isCancellation) continue;
    const candidates = (sold.get(saleKey(line)) ?? []).filter(({ at }) => at <= line.at);
    const parts = takeLatest(candidates, -line.quantity);
    if (parts === null) {
      refused.push({ line, breaches: [NO_SALE] });
      continue;
    }
    returned.push(line);
    const offer = offerOf(line);
    returns.push(
      ...parts.map((part) => ({
        ...part,
        cancellation: line.invoice,
        offerKey: offer.key,
        priceMinor: offer.priceMinor,
      })),
    );
  }
  return { sales, returned, refused, carts, returns };
}

const saleKey = (line: UciLine): string => `${line.customerId}|${offerOf(line).key}`;

function soldByCustomer(sales: readonly UciLine[], carts: readonly PlannedCart[]): Map<string, Sold[]> {
  const times = new Map(sales.map(({ invoice, at }) => [invoice, at]));
  const sold = new Map<string, Sold[]>();
  for (const { key, invoice, customerId, lines } of carts) {
    if (customerId === null) continue;
    for (const { offer, quantity } of lines) {
      const place = `${customerId}|${offer.key}`;
      const known = sold.get(place) ?? [];
      known.push({ cartKey: key, at: times.get(invoice)!, left: quantity });
      sold.set(place, known);
    }
  }
  return sold;
}

function takeLatest(candidates: readonly Sold[], wanted: number): { cartKey: string; quantity: number }[] | null {
  if (candidates.reduce((sum, { left }) => sum + left, 0) < wanted) return null;
  const taken: { cartKey: string; quantity: number }[] = [];
  let missing = wanted;
  for (const sale of candidates.toReversed()) {
    if (missing === 0) break;
    const quantity = Math.min(sale.left, missing);
    if (quantity === 0) continue;
    sale.left -= quantity;
    missing -= quantity;
    taken.push({ cartKey: sale.cartKey, quantity });
  }
  return taken;
}
