import { DomainError } from '@haat/domain';
import { MAX_ON_HAND } from './stock.ts';

export class VariantNotFound extends DomainError {
  constructor(variantId: string) {
    super('inventory.variant_not_found', 'not_found', 'The store has no such variant.', {
      field: 'variantId',
      rule: 'exists',
      variantId,
    });
  }
}

export class BelowReserved extends DomainError {
  constructor(field: string, wanted: number, reserved: number) {
    super(
      'inventory.below_reserved',
      'rule_broken',
      `${reserved} units are promised to buyers; stock cannot fall to ${wanted}.`,
      { field, rule: 'at_least_reserved', wanted, reserved },
    );
  }
}

export class TooMuchStock extends DomainError {
  constructor(field: string, wanted: number) {
    super('inventory.too_much_stock', 'invalid', `A variant has at most ${MAX_ON_HAND} units.`, {
      field,
      rule: 'at_most',
      wanted,
      maximum: MAX_ON_HAND,
    });
  }
}
