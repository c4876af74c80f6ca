import { deliverByTimer } from '../../domain/index.ts';
import type { OrderRepository } from '../ports/order-repository.ts';
import { asService } from './as-service.ts';

type EscrowReleased = { readonly orderId: string; readonly by: 'delivery' | 'timer' | 'dispute' };

/** Only the timer says something of delivery: the other releases follow from what ordering or a dispute said before. */
export async function deliverWhenEscrowReleased(
  orders: OrderRepository,
  events: readonly EscrowReleased[],
): Promise<void> {
  const byTimer = events.filter((event) => event.by === 'timer').map((event) => event.orderId);
  if (byTimer.length > 0) await orders.updateMany(byTimer, asService('payments'), deliverByTimer);
}
