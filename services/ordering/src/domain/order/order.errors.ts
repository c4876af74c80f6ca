import { DomainError } from '@haat/domain';
import type { OrderStatus } from './order-status.ts';

export class OrderNotFound extends DomainError {
  constructor() {
    super('ordering.order_not_found', 'not_found', 'There is no such order.', { field: 'orderId', rule: 'exists' });
  }
}

/** For those who take part in an order but may not do this to it; to strangers the order does not exist. */
export class OrderActionNotAllowed extends DomainError {
  constructor(message: string) {
    super('ordering.not_allowed', 'forbidden', message);
  }
}

export class OrderInWrongStatus extends DomainError {
  constructor(status: OrderStatus, wanted: string) {
    super('ordering.wrong_status', 'conflict', `An order that is ${status} cannot be ${wanted}.`, { status });
  }
}

export class OrderLineNotFound extends DomainError {
  constructor(index: number) {
    super('ordering.line_not_found', 'not_found', 'The order has no such line.', {
      field: `lines.${index}.orderLineId`,
      rule: 'exists',
    });
  }
}

export class MoreUnitsThanBought extends DomainError {
  constructor(index: number, returnable: number) {
    const message = `Only ${returnable} units of this line can still be returned.`;
    super('ordering.too_many_units', 'invalid', message, {
      field: `lines.${index}.quantity`,
      rule: 'at_most',
      returnable,
    });
  }
}

export class TooManyReturns extends DomainError {
  constructor(limit: number) {
    super('ordering.too_many_returns', 'rule_broken', `An order can have at most ${limit} returns.`, { limit });
  }
}

export class ReturnNotFound extends DomainError {
  constructor() {
    super('ordering.return_not_found', 'not_found', 'The order has no such return.', {
      field: 'returnId',
      rule: 'exists',
    });
  }
}

export class ReturnAlreadyDecided extends DomainError {
  constructor() {
    super('ordering.return_decided', 'conflict', 'This return has been decided.');
  }
}

export class NoInvoiceIssued extends DomainError {
  constructor() {
    super('ordering.no_invoice', 'not_found', 'No invoice has been issued for this order.');
  }
}

export class CursorInvalid extends DomainError {
  constructor() {
    super('ordering.cursor_invalid', 'invalid', 'The cursor is not one of ours.', {
      field: 'cursor',
      rule: 'from_page_before',
    });
  }
}
