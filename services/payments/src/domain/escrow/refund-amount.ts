import { allocate, money } from '@haat/domain';
import type { SoldLine } from '../payment/payment.ts';
import { type Escrow, itemsLeft, leftToRefund } from './escrow.ts';
import type { RefundedLine } from './escrow.events.ts';
import { NothingToRefund, RefundLineNotFound, TooManyUnits } from './escrow.errors.ts';

/** How much goes back, how much of it counts as items, and for which units. */
export type RefundAmount = {
  readonly amountMinor: bigint;
  readonly itemsMinor: bigint;
  readonly lines: readonly RefundedLine[];
};

/** Everything that is left. */
export function refundOfAll(escrow: Escrow): RefundAmount {
  const amountMinor = leftToRefund(escrow);
  if (amountMinor === 0n) throw new NothingToRefund();
  const lines = escrow.terms.lines
    .map((line) => ({ orderLineId: line.orderLineId, quantity: unitsLeft(escrow, line) }))
    .filter((line) => line.quantity > 0);
  return { amountMinor, itemsMinor: itemsLeft(escrow), lines };
}

/** An amount that no lines stand behind, as a split dispute gives back; items bear their share of it. */
export function refundOfAmount(escrow: Escrow, amountMinor: bigint): RefundAmount {
  if (amountMinor === leftToRefund(escrow)) return refundOfAll(escrow);
  const items = itemsLeft(escrow);
  const [itemsPart] = allocate(money(amountMinor, escrow.terms.currency), [items, leftToRefund(escrow) - items]);
  return { amountMinor, itemsMinor: itemsPart!.amountMinor, lines: [] };
}

/**
 * Items, shipping and tax of some units of some lines. The last unit of a line takes what rounding left over, so that
 * all units together are the line to the cent. Never more than what is left.
 */
export function refundOfLines(escrow: Escrow, wanted: readonly RefundedLine[]): RefundAmount {
  const left = leftToRefund(escrow);
  if (left === 0n) throw new NothingToRefund();
  const lines = mergedByLine(wanted);
  let amountMinor = 0n;
  let itemsMinor = 0n;
  for (const { orderLineId, quantity } of lines) {
    const line = escrow.terms.lines.find((sold) => sold.orderLineId === orderLineId);
    if (line === undefined) throw new RefundLineNotFound(orderLineId);
    if (quantity > unitsLeft(escrow, line)) throw new TooManyUnits(orderLineId, unitsLeft(escrow, line));
    const before = unitsRefunded(escrow, line);
    const part = (whole: bigint) => upTo(before + quantity, whole, line) - upTo(before, whole, line);
    itemsMinor += part(line.itemsMinor);
    amountMinor += part(line.itemsMinor) + part(line.shippingMinor) + part(line.taxMinor);
  }
  if (amountMinor >= left) return { amountMinor: left, itemsMinor: itemsLeft(escrow), lines };
  if (amountMinor === 0n) throw new NothingToRefund();
  return { amountMinor, itemsMinor: itemsWithin(escrow, { amountMinor, itemsMinor }), lines };
}

/** After a split the units are worth less than they were sold for: what stays must still cover the items that stay. */
function itemsWithin(escrow: Escrow, { amountMinor, itemsMinor }: { amountMinor: bigint; itemsMinor: bigint }): bigint {
  const items = itemsLeft(escrow);
  const leastRefunded = items - (leftToRefund(escrow) - amountMinor);
  const atLeast = itemsMinor > leastRefunded ? itemsMinor : leastRefunded;
  return atLeast < items ? atLeast : items;
}

const unitsRefunded = ({ progress }: Escrow, line: SoldLine): number => progress.refundedUnits[line.orderLineId] ?? 0;

const unitsLeft = (escrow: Escrow, line: SoldLine): number => line.quantity - unitsRefunded(escrow, line);

/** What the first `units` units of a line are worth together. */
const upTo = (units: number, whole: bigint, line: SoldLine): bigint =>
  units === line.quantity ? whole : (whole / BigInt(line.quantity)) * BigInt(units);

function mergedByLine(lines: readonly RefundedLine[]): RefundedLine[] {
  const quantities = new Map<string, number>();
  for (const line of lines) quantities.set(line.orderLineId, (quantities.get(line.orderLineId) ?? 0) + line.quantity);
  return [...quantities].map(([orderLineId, quantity]) => ({ orderLineId, quantity }));
}
