import {
  MoreUnitsThanBought,
  OrderInWrongStatus,
  OrderLineNotFound,
  ReturnAlreadyDecided,
  ReturnNotFound,
  TooManyReturns,
} from './order.errors.ts';
import type { Order } from './order.ts';
import type { OrderEvent, ReturnLine } from './order.events.ts';
import { canMove } from './order-status.ts';

/** Declined returns can be asked for again; this bounds how often. */
export const MAX_RETURNS_PER_ORDER = 50;

export type ReturnWish = { readonly returnId: string; readonly reason: string; readonly lines: readonly ReturnLine[] };

/** The buyer asks to give units back: of lines of this order, and no more than are not asked for or back already. */
export function requestReturn(order: Order, wish: ReturnWish): OrderEvent[] {
  if (!canMove(order.status, 'returned')) throw new OrderInWrongStatus(order.status, 'returned');
  if (order.returns.length >= MAX_RETURNS_PER_ORDER) throw new TooManyReturns(MAX_RETURNS_PER_ORDER);
  const left = returnableUnits(order);
  wish.lines.forEach((line, index) => {
    const returnable = left.get(line.orderLineId);
    if (returnable === undefined) throw new OrderLineNotFound(index);
    if (line.quantity > returnable) throw new MoreUnitsThanBought(index, returnable);
    left.set(line.orderLineId, returnable - line.quantity);
  });
  return [{ type: 'ReturnRequested', data: { returnId: wish.returnId, reason: wish.reason, lines: wish.lines } }];
}

/** The store answers a request, once. */
export function decideReturn(order: Order, returnId: string, accept: boolean): OrderEvent[] {
  const request = order.returns.find((candidate) => candidate.returnId === returnId);
  if (request === undefined) throw new ReturnNotFound();
  if (request.status !== 'requested') throw new ReturnAlreadyDecided();
  return [{ type: accept ? 'ReturnAccepted' : 'ReturnDeclined', data: { returnId } }];
}

/** Units by line that no return holds: neither one that is open nor one that was accepted. */
function returnableUnits(order: Order): Map<string, number> {
  const left = new Map(order.lines.map((line) => [line.orderLineId, line.quantity - line.returnedQuantity]));
  for (const request of order.returns) {
    if (request.status !== 'requested') continue;
    for (const line of request.lines) left.set(line.orderLineId, left.get(line.orderLineId)! - line.quantity);
  }
  return left;
}
