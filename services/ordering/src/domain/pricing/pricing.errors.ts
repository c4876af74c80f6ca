import { DomainError } from '@haat/domain';

export class NoExchangeRate extends DomainError {
  constructor(field: string, from: string, to: string) {
    super('ordering.no_exchange_rate', 'rule_broken', `Prices in ${from} cannot be shown in ${to}: there is no rate.`, {
      field,
      rule: 'has_rate',
      from,
      to,
    });
  }
}

/** The store does not ship to the address; it is named, because the buyer may leave out what it sells. */
export class NotShippable extends DomainError {
  constructor(storeId: string, why: 'no_zone' | 'no_method') {
    const text =
      why === 'no_zone'
        ? 'A store does not ship to this address.'
        : 'A store has no way to ship so much to this address.';
    super('ordering.not_shippable', 'rule_broken', text, {
      field: why === 'no_zone' ? 'shippingAddress.country' : 'cartId',
      rule: why,
      storeId,
    });
  }
}

export class ShippingMethodNotFound extends DomainError {
  constructor(index: number) {
    super('ordering.shipping_method_not_found', 'rule_broken', 'The store does not offer this way of shipping here.', {
      field: `shippingChoices.${index}.methodId`,
      rule: 'offered',
    });
  }
}

export class PromotionNotFound extends DomainError {
  constructor() {
    super('ordering.promotion_not_found', 'not_found', 'There is no such promotion.', {
      field: 'promotionId',
      rule: 'exists',
    });
  }
}

export class CouponCodeTaken extends DomainError {
  constructor() {
    super('ordering.coupon_code_taken', 'conflict', 'The store has a coupon with this code already.', {
      field: 'code',
      rule: 'unique',
    });
  }
}

export class TooManyPromotions extends DomainError {
  constructor(limit: number) {
    super('ordering.too_many_promotions', 'rule_broken', `A store can have at most ${limit} promotions at a time.`, {
      field: 'storeId',
      rule: 'at_most',
      limit,
    });
  }
}

export class PeriodInvalid extends DomainError {
  constructor() {
    super('ordering.period_invalid', 'invalid', 'A promotion must end after it has begun.', {
      field: 'endsAt',
      rule: 'after_start',
    });
  }
}

/** Uses are only counted where they are limited, so that nobody could say how many there were before. */
export class LimitCannotBeAdded extends DomainError {
  constructor(field: 'totalLimit' | 'perBuyerLimit') {
    super('ordering.limit_fixed', 'rule_broken', 'A limit can be changed, but neither be added later nor taken away.', {
      field,
      rule: 'as_created',
    });
  }
}

export class StoreNotFound extends DomainError {
  constructor() {
    super('ordering.store_not_found', 'not_found', 'There is no such store.', { field: 'storeId', rule: 'exists' });
  }
}

export class AreaNamedTwice extends DomainError {
  constructor(zone: number) {
    super('ordering.area_named_twice', 'invalid', 'A country or region can be in one zone only.', {
      field: `zones.${zone}.areas`,
      rule: 'unique',
    });
  }
}

export class TiersNotInOrder extends DomainError {
  constructor(zone: number, rate: number) {
    super('ordering.tiers_not_in_order', 'invalid', 'Each tier must begin above the one before.', {
      field: `zones.${zone}.rates.${rate}.tiers`,
      rule: 'ascending',
    });
  }
}

export class TaxRuleNotFound extends DomainError {
  constructor() {
    super('ordering.tax_rule_not_found', 'not_found', 'There is no such tax rule.', {
      field: 'taxRuleId',
      rule: 'exists',
    });
  }
}

export class TooManyTaxRules extends DomainError {
  constructor(limit: number) {
    super('ordering.too_many_tax_rules', 'rule_broken', `A country can have at most ${limit} tax rules at a time.`, {
      field: 'country',
      rule: 'at_most',
      limit,
    });
  }
}
