import { DomainError } from '@haat/domain';
import { ProductNotFound } from './product.errors.ts';
import type { Product } from './product.ts';

/** How long a deletion can be undone. */
export const RESTORABLE_FOR_MS = 24 * 60 * 60 * 1000;

export class RestoreTooLate extends DomainError {
  constructor(restorableUntil: Date) {
    super('catalog.restore_too_late', 'rule_broken', 'A deletion can be undone for 24 hours only.', {
      field: 'productId',
      rule: 'within_24_hours',
      restorableUntil: restorableUntil.toISOString(),
    });
  }
}

/** Takes a product away. It keeps its status, so that it comes back as what it was; its SKUs stay taken until the purge. */
export const deleteProduct = (product: Product, now: Date): Product => ({
  ...product,
  deletedAt: now,
  updatedAt: now,
});

/** Undoes a deletion that is younger than a day. */
export function restoreProduct(product: Product, now: Date): Product {
  if (product.deletedAt === null) throw new ProductNotFound(product.productId);
  const until = restorableUntil(product.deletedAt);
  if (now >= until) throw new RestoreTooLate(until);
  return { ...product, deletedAt: null, updatedAt: now };
}

export const restorableUntil = (deletedAt: Date): Date => new Date(deletedAt.getTime() + RESTORABLE_FOR_MS);
