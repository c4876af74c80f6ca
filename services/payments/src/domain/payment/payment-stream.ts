import { Stream } from '../stream.ts';
import { foldPayment } from './fold-payment.ts';
import type { Payment } from './payment.ts';
import type { PaymentEvent } from './payment.events.ts';

export type PaymentStream = Stream<Payment, PaymentEvent>;

export const paymentStream = (stored?: { state: Payment; version: number }): PaymentStream =>
  new Stream(foldPayment, stored ?? null);
