import type { Check } from '../check.ts';
import { sideBySide } from '../database/merge.ts';

const ORDERED = `SELECT * FROM (SELECT o.order_id || ':' || (l ->> 'variantId') AS key, o.order_number, o.status, sum((l ->> 'quantity')::int)::int AS ordered,
    sum((l ->> 'returnedQuantity')::int)::int AS returned
  FROM customer_order o, jsonb_array_elements(o.state -> 'lines') l GROUP BY o.order_id, 1) ordered ORDER BY key COLLATE "C"`;
const RESERVED = `SELECT * FROM (SELECT order_id || ':' || variant_id AS key, string_agg(status, '+') AS status, sum(quantity)::int AS quantity, sum(returned)::int AS returned,
    count(*)::int AS reservations FROM reservation GROUP BY 1) reserved ORDER BY key COLLATE "C"`;
const DEDUCTED = `SELECT * FROM (SELECT reference || ':' || variant_id AS key, -sum(on_hand_delta)::int AS deducted
  FROM stock_movement WHERE cause IN ('committed', 'cancelled') GROUP BY 1) deducted ORDER BY key COLLATE "C"`;

type Ordered = { key: string; order_number: string; status: string; ordered: number; returned: number };
type Reserved = { key: string; status: string; quantity: number; returned: number; reservations: number };
type Deducted = { key: string; deducted: number };

/** What the reservation of an order may be in each status, once nothing is under way. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  placed: ['held', 'released'],
  paid: ['held', 'committed', 'released'],
  confirmed: ['committed'],
  processing: ['committed'],
  shipped: ['committed', 'restocked'],
  delivered: ['committed', 'restocked'],
  returned: ['committed', 'restocked'],
  cancelled: ['released', 'restocked'],
};

export const reservationsFollowOrders: Check = {
  name: "each order holds or took exactly its lines' units, once, and gave back what was returned or cancelled",
  property: 'stock',
  mayBeInFlight: true,
  async run({ ordering, inventory }, report) {
    let checked = 0;
    const keys = { left: (row: Ordered) => row.key, right: (row: Reserved) => row.key };
    for await (const { key, left, right } of sideBySide(
      ordering.stream<Ordered>(ORDERED),
      inventory.stream<Reserved>(RESERVED),
      keys,
    )) {
      checked += 1;
      // A checkout that did not come about leaves a reservation which was given back, or will be when it expires.
      if (left === null) {
        if (right!.status === 'committed')
          report({ id: key, problem: 'units were taken for an order that is not there' });
      } else if (right === null)
        report({ id: key, problem: `order ${left.order_number} never reserved its ${left.ordered} units` });
      else for (const problem of problemsOf(left, right)) report({ id: key, problem });
    }
    return checked;
  },
};

function* problemsOf(order: Ordered, reservation: Reserved): Generator<string> {
  if (reservation.quantity !== order.ordered)
    yield `order ${order.order_number} has ${order.ordered} units, reserved were ${reservation.quantity}`;
  if (ALLOWED[order.status]?.includes(reservation.status) !== true)
    yield `order ${order.order_number} is ${order.status}, its units are ${reservation.status}`;
  if (order.status !== 'cancelled' && reservation.returned !== order.returned)
    yield `${order.returned} units of order ${order.order_number} came back, ${reservation.returned} are on the shelf again`;
}

const COMMITTED = `SELECT * FROM (SELECT order_id || ':' || variant_id AS key, CASE status WHEN 'committed' THEN quantity WHEN 'restocked' THEN quantity ELSE 0 END AS taken, status
  FROM reservation) taken ORDER BY key COLLATE "C"`;

/** The same from the movements up: what left the shelf for an order is what its reservation says was taken. */
export const unitsLeaveTheShelfOnce: Check = {
  name: 'units left the shelf once for each order that took them, and never for another',
  property: 'stock',
  mayBeInFlight: false,
  async run({ inventory }, report) {
    let checked = 0;
    const keys = { left: (row: Deducted) => row.key, right: (row: { key: string }) => row.key };
    const reservations = inventory.stream<{ key: string; taken: number; status: string }>(COMMITTED);
    for await (const { key, left, right } of sideBySide(inventory.stream<Deducted>(DEDUCTED), reservations, keys)) {
      checked += 1;
      const deducted = left?.deducted ?? 0;
      if (right === null) {
        if (deducted !== 0) report({ id: key, problem: `${deducted} units left the shelf without a reservation` });
      } else if (right.status === 'committed' && deducted !== right.taken)
        report({ id: key, problem: `${right.taken} units were taken, ${deducted} left the shelf` });
      else if (deducted < 0 || deducted > right.taken)
        report({ id: key, problem: `${deducted} units left the shelf, ${right.taken} were taken` });
    }
    return checked;
  },
};
