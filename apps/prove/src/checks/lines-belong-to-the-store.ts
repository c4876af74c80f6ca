import type { Check } from '../check.ts';
import { sideBySide } from '../database/merge.ts';

const SOLD = `SELECT (l ->> 'variantId')::uuid AS variant_id, array_agg(DISTINCT o.store_id::text) AS sellers, min(o.order_number) AS example, count(*)::int AS lines
  FROM customer_order o, jsonb_array_elements(o.state -> 'lines') l GROUP BY 1 ORDER BY 1`;
const STOCKED = 'SELECT variant_id, store_id FROM stock ORDER BY variant_id';
const OFFERED = 'SELECT variant_id, store_id FROM variant ORDER BY variant_id';

type Sold = { variant_id: string; sellers: string[]; example: string; lines: number };
type Owned = { variant_id: string; store_id: string };

export const linesBelongToTheStore: Check = {
  name: "each order line is of a variant of the order's own store, and so is its stock",
  property: 'tenants',
  mayBeInFlight: true,
  async run({ ordering, catalog, inventory }, report) {
    let checked = 0;
    const owner = (row: Owned) => row.variant_id;
    for await (const { key, left, right } of sideBySide(ordering.stream<Sold>(SOLD), catalog.stream<Owned>(OFFERED), {
      left: (row: Sold) => row.variant_id,
      right: owner,
    })) {
      if (left === null) continue;
      checked += left.lines;
      const sellers = left.sellers.join(', ');
      if (sellers !== right?.store_id)
        report({
          id: key,
          problem: `sold by ${sellers} (order ${left.example}), owned by ${right?.store_id ?? 'nobody'}`,
        });
    }
    for await (const { key, left, right } of sideBySide(
      inventory.stream<Owned>(STOCKED),
      catalog.stream<Owned>(OFFERED),
      { left: owner, right: owner },
    )) {
      if (left === null) continue;
      checked += 1;
      if (left.store_id !== right?.store_id)
        report({ id: key, problem: `stocked by ${left.store_id}, owned by ${right?.store_id ?? 'nobody'}` });
    }
    return checked;
  },
};
