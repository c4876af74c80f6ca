import type { CartLine, Variant } from '../cart/cart.ts';

/** A line to be priced: what the buyer wants of a variant as it is now. */
export type WantedLine = { readonly line: CartLine; readonly variant: Variant };

export type OrderGroup = {
  /** Names the group within its checkout; the same cart must give the same keys each time, since ids come from them. */
  readonly key: string;
  readonly storeId: string;
  readonly lines: readonly WantedLine[];
};

/** How a cart becomes orders. Lines of different stores never share one. */
export type OrderSplitPolicy = (lines: readonly WantedLine[]) => readonly OrderGroup[];

/** One order per store. */
export const splitByStore: OrderSplitPolicy = (lines) => {
  const groups = Map.groupBy(lines, ({ variant }) => variant.storeId);
  return [...groups].map(([storeId, members]) => ({ key: storeId, storeId, lines: members }));
};
