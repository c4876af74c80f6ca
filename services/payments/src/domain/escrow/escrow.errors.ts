import { DomainError } from '@haat/domain';

export class EscrowNotFound extends DomainError {
  constructor() {
    super('payments.escrow_not_found', 'not_found', 'There is no such escrow.', { field: 'orderId', rule: 'exists' });
  }
}

export class EscrowFrozen extends DomainError {
  constructor() {
    super('payments.escrow_frozen', 'conflict', 'The money is frozen until the dispute is decided.');
  }
}

export class NothingToRefund extends DomainError {
  constructor() {
    super('payments.nothing_to_refund', 'rule_broken', 'Nothing is left to refund.');
  }
}

export class RefundLineNotFound extends DomainError {
  constructor(orderLineId: string) {
    super('payments.line_not_found', 'invalid', 'The order has no such line.', {
      field: 'lines',
      rule: 'line_of_order',
      orderLineId,
    });
  }
}

export class TooManyUnits extends DomainError {
  constructor(orderLineId: string, unitsLeft: number) {
    super('payments.too_many_units', 'rule_broken', 'The line has fewer units left to refund.', {
      field: 'lines',
      rule: 'at_most_sold',
      orderLineId,
      unitsLeft,
    });
  }
}

export class EscrowInWrongStatus extends DomainError {
  constructor(status: string) {
    super('payments.wrong_status', 'conflict', 'The money of this order is not held any more.', { status });
  }
}

export class AlreadyDisputed extends DomainError {
  constructor() {
    super('payments.already_disputed', 'conflict', 'This order is disputed already.');
  }
}

export class RefundTooLarge extends DomainError {
  constructor(heldMinor: bigint) {
    super('payments.amount_too_large', 'rule_broken', 'The amount is more than what is held.', {
      field: 'decision.refundMinor',
      rule: 'at_most_held',
      heldMinor: heldMinor.toString(),
    });
  }
}

export class DisputeNotFound extends DomainError {
  constructor() {
    super('payments.dispute_not_found', 'not_found', 'There is no such dispute.', {
      field: 'disputeId',
      rule: 'exists',
    });
  }
}

export class DisputeDecided extends DomainError {
  constructor() {
    super('payments.dispute_decided', 'conflict', 'This dispute was decided already.');
  }
}
