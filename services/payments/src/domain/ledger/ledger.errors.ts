import { DomainError } from '@haat/domain';

export class InsufficientFunds extends DomainError {
  constructor(availableMinor?: bigint) {
    super('payments.insufficient_funds', 'rule_broken', 'The account does not hold that much.', {
      field: 'amount',
      rule: 'at_most_available',
      ...(availableMinor === undefined ? {} : { availableMinor: availableMinor.toString() }),
    });
  }
}
