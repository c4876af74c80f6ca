/** What one order wants of one variant. */
export type Hold = { readonly orderId: string; readonly variantId: string; readonly quantity: number };

type OrderLines = {
  readonly orderId: string;
  readonly lines: readonly { readonly variantId: string; readonly quantity: number }[];
};

/** Lines that name the same variant share one stock item: checked one by one, they would be oversold. */
export function sumLines(orders: readonly OrderLines[]): Hold[] {
  return orders.flatMap(({ orderId, lines }) =>
    [...unitsByVariant(lines)].map(([variantId, quantity]) => ({ orderId, variantId, quantity })),
  );
}

export function unitsByVariant(
  items: readonly { readonly variantId: string; readonly quantity: number }[],
): Map<string, number> {
  const units = new Map<string, number>();
  for (const { variantId, quantity } of items) units.set(variantId, (units.get(variantId) ?? 0) + quantity);
  return units;
}
