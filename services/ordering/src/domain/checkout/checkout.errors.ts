import { DomainError } from '@haat/domain';

export class CartEmpty extends DomainError {
  constructor() {
    super('ordering.cart_empty', 'rule_broken', 'There is nothing in this cart.', {
      field: 'cartId',
      rule: 'not_empty',
    });
  }
}

/** Payments needs something to move; a cart that promotions make wholly free has nothing. */
export class NothingToPay extends DomainError {
  constructor() {
    super('ordering.nothing_to_pay', 'rule_broken', 'A checkout must cost something.', {
      field: 'cartId',
      rule: 'total_positive',
    });
  }
}

export class EmailRequired extends DomainError {
  constructor() {
    super('ordering.email_required', 'invalid', 'An e-mail address is needed for the order.', {
      field: 'email',
      rule: 'required',
    });
  }
}

export class TendersDoNotMatch extends DomainError {
  constructor(totalMinor: bigint, tendersMinor: bigint) {
    super('ordering.tenders_do_not_match', 'invalid', 'The payments must add up to the total of the checkout.', {
      field: 'tenders',
      rule: 'sum_equals_total',
      totalMinor: totalMinor.toString(),
      tendersMinor: tendersMinor.toString(),
    });
  }
}

export class CheckoutNotFound extends DomainError {
  constructor() {
    super('ordering.checkout_not_found', 'not_found', 'There is no such checkout.', {
      field: 'checkoutId',
      rule: 'exists',
    });
  }
}
