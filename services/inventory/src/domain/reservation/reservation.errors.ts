import { DomainError } from '@haat/domain';

export class CheckoutSettled extends DomainError {
  constructor(checkoutId: string) {
    super(
      'inventory.checkout_settled',
      'conflict',
      'The checkout is paid or cancelled; it cannot ask for stock again.',
      {
        field: 'checkoutId',
        rule: 'open_checkout',
        checkoutId,
      },
    );
  }
}

export class ReservationSuperseded extends DomainError {
  constructor(checkoutId: string) {
    super('inventory.reservation_superseded', 'conflict', 'The checkout has asked for something else since.', {
      field: 'checkoutId',
      rule: 'latest_request',
      checkoutId,
    });
  }
}

export class ReturnExceedsOrder extends DomainError {
  constructor(orderId: string, variantId: string) {
    super('inventory.return_exceeds_order', 'rule_broken', 'More units come back than the order took.', {
      field: 'quantity',
      rule: 'at_most_deducted',
      orderId,
      variantId,
    });
  }
}
