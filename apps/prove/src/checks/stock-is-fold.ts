import type { Check } from '../check.ts';
import { sideBySide } from '../database/merge.ts';

const MOVED = `SELECT variant_id, sum(on_hand_delta)::int AS on_hand, sum(reserved_delta)::int AS reserved FROM stock_movement GROUP BY variant_id ORDER BY variant_id`;
const STORED = `SELECT s.variant_id, s.on_hand, s.reserved,
    (SELECT coalesce(sum(r.quantity), 0)::int FROM reservation r WHERE r.variant_id = s.variant_id AND r.status = 'held') AS promised
  FROM stock s ORDER BY s.variant_id`;

type Moved = { variant_id: string; on_hand: number; reserved: number };

export const stockIsFold: Check = {
  name: 'stock is the sum of its movements, reserved is what reservations hold, nothing is below zero',
  property: 'stock',
  mayBeInFlight: false,
  async run({ inventory }, report) {
    let checked = 0;
    const keys = { left: (row: Moved) => row.variant_id, right: (row: Moved & { promised: number }) => row.variant_id };
    for await (const { key, left, right } of sideBySide(
      inventory.stream<Moved>(MOVED),
      inventory.stream<Moved & { promised: number }>(STORED),
      keys,
    )) {
      checked += 1;
      if (right === null) {
        report({ id: key, problem: 'movements name a variant without stock' });
        continue;
      }
      const { on_hand, reserved } = left ?? { on_hand: 0, reserved: 0 };
      if (on_hand !== right.on_hand || reserved !== right.reserved)
        report({
          id: key,
          problem: `stored are ${right.on_hand} on hand and ${right.reserved} reserved, moved were ${on_hand} and ${reserved}`,
        });
      if (right.reserved !== right.promised)
        report({ id: key, problem: `${right.reserved} are reserved, reservations hold ${right.promised}` });
      if (right.on_hand < 0 || right.reserved < 0 || right.reserved > right.on_hand)
        report({ id: key, problem: `${right.on_hand} on hand, ${right.reserved} reserved: oversold` });
    }
    return checked;
  },
};
