import { DomainError } from '@haat/domain';

export class SameCurrency extends DomainError {
  constructor(field: string) {
    super('payments.same_currency', 'invalid', 'The two currencies must differ.', { field, rule: 'other_currency' });
  }
}

export class RateInPast extends DomainError {
  constructor() {
    super('payments.rate_in_past', 'invalid', 'A rate cannot be set for a moment that is over.', {
      field: 'effectiveFrom',
      rule: 'not_in_past',
    });
  }
}

export class RateExists extends DomainError {
  constructor() {
    super('payments.rate_exists', 'conflict', 'There is a rate of these currencies for this moment already.', {
      field: 'effectiveFrom',
      rule: 'unique',
    });
  }
}

export class NoExchangeRate extends DomainError {
  constructor(from: string, to: string) {
    super('payments.no_exchange_rate', 'rule_broken', `There is no rate from ${from} to ${to}.`, {
      field: 'toCurrency',
      rule: 'has_rate',
      from,
      to,
    });
  }
}

export class AmountTooSmallToConvert extends DomainError {
  constructor(to: string) {
    super('payments.amount_too_small', 'rule_broken', `So little is worth nothing in ${to}.`, {
      field: 'from.amountMinor',
      rule: 'worth_one_minor_unit',
    });
  }
}

export class AmountTooLargeToConvert extends DomainError {
  constructor(limitMinor: bigint) {
    super('payments.amount_too_large', 'invalid', 'The amount is more than can be booked in the other currency.', {
      field: 'from.amountMinor',
      rule: 'at_most',
      limitMinor: limitMinor.toString(),
    });
  }
}
