import { DomainError } from '@haat/domain';

export class CartNotFound extends DomainError {
  constructor(field = 'cartId') {
    super('ordering.cart_not_found', 'not_found', 'There is no such cart.', { field, rule: 'exists' });
  }
}

export class CartClosed extends DomainError {
  constructor(status: string) {
    super('ordering.cart_closed', 'conflict', `This cart is ${status.replace('_', ' ')} and cannot be changed.`, {
      status,
    });
  }
}

export class CartExpired extends DomainError {
  constructor(expiredAt: Date) {
    super('ordering.cart_expired', 'conflict', 'This cart has expired; please begin a new one.', {
      expiredAt: expiredAt.toISOString(),
    });
  }
}

/** The cart was changed by somebody else between the look and the act, again and again. */
export class CartChangedMeanwhile extends DomainError {
  constructor() {
    super('ordering.cart_changed', 'conflict', 'The cart was changed at the same moment; please look at it again.');
  }
}

export class VariantNotFound extends DomainError {
  constructor(field: string) {
    super('ordering.variant_not_found', 'not_found', 'There is no such variant.', { field, rule: 'exists' });
  }
}

export class VariantNotSellable extends DomainError {
  constructor(field: string, title: string, variantId: string) {
    super('ordering.not_sellable', 'rule_broken', `“${title}” is not for sale now.`, {
      field,
      rule: 'sellable',
      variantId,
    });
  }
}

export class CartCurrencyMismatch extends DomainError {
  constructor(field: string, expected: string, actual: string) {
    super('ordering.currency_mismatch', 'rule_broken', `The cart is in ${expected}, this is priced in ${actual}.`, {
      field,
      rule: 'one_currency_a_cart',
      expected,
      actual,
    });
  }
}

export class TooManyCartLines extends DomainError {
  constructor(limit: number) {
    super('ordering.too_many_lines', 'rule_broken', `A cart can hold at most ${limit} different variants.`, {
      field: 'lines',
      rule: 'at_most',
      limit,
    });
  }
}

export class TooManyUnits extends DomainError {
  constructor(field: string, limit: number) {
    super('ordering.too_many_units', 'invalid', `A line can hold at most ${limit} units.`, {
      field,
      rule: 'at_most',
      limit,
    });
  }
}

export class AmountTooLarge extends DomainError {
  constructor(limit: bigint) {
    super('ordering.amount_too_large', 'rule_broken', 'The cart costs more than one checkout can carry.', {
      field: 'quantity',
      rule: 'total_at_most',
      limitMinor: limit.toString(),
    });
  }
}
