import type { Intent } from '@haat/domain';
import type { CartRepository } from './cart-repository.ts';
import type { ShippingZones, TaxRules } from './charges.ts';
import type { CheckoutRepository } from './checkout-repository.ts';
import type { InvoiceNumbers } from './invoice-numbers.ts';
import type { OrderRepository } from './order-repository.ts';
import type { PromotionRepository } from './promotions.ts';

/** What one transaction of ordering can change. */
export type OrderingStores = {
  readonly carts: CartRepository;
  readonly checkouts: CheckoutRepository;
  readonly orders: OrderRepository;
  readonly invoiceNumbers: InvoiceNumbers;
  readonly promotions: PromotionRepository;
  readonly shippingZones: ShippingZones;
  readonly taxRules: TaxRules;
};

/**
 * One transaction: the claim of the idempotency key, the state and what is announced commit together or not at all.
 * The work may run twice and must not call other contexts.
 */
export interface UnitOfWork {
  run<Result>(intent: Intent, work: (stores: OrderingStores) => Promise<Result>): Promise<Result>;
  /** The answer of an earlier call with the same key; a use case that calls others first must look. */
  replayOf<Result>(intent: Intent): Promise<{ result: Result } | null>;
}
