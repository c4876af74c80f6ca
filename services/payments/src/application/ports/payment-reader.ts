import type { Escrow } from '../../domain/escrow/escrow.ts';
import type { Payment } from '../../domain/payment/payment.ts';

/** Looks at payments and escrows without locking them. */
export interface PaymentReader {
  paymentOfCheckout(checkoutId: string): Promise<Payment | null>;
  escrowOfOrder(orderId: string): Promise<Escrow | null>;
}

/** When the next thing has to be done by the clock; null when nothing waits. */
export interface DueDates {
  nextTimeOut(): Promise<Date | null>;
  nextRelease(): Promise<Date | null>;
}
