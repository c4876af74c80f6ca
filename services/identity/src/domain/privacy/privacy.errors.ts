import { DomainError } from '@haat/domain';

export class OrdersOpen extends DomainError {
  constructor(openOrders: number) {
    super(
      'identity.orders_open',
      'rule_broken',
      'There are orders that are not at their end, or wait for a decision.',
      {
        rule: 'no_open_orders',
        openOrders,
      },
    );
  }
}

export class StoreOwned extends DomainError {
  constructor(storeIds: readonly string[]) {
    super('identity.store_owned', 'rule_broken', 'The account owns a store; hand it over first.', {
      rule: 'owns_no_store',
      storeIds,
    });
  }
}

export class ErasureUnavailable extends DomainError {
  constructor() {
    super(
      'identity.erasure_unavailable',
      'unavailable',
      'It cannot be seen right now whether the account can be erased.',
    );
  }
}

export class ExportUnavailable extends DomainError {
  constructor(context: string) {
    super(
      'identity.export_unavailable',
      'unavailable',
      `What ${context} keeps cannot be had right now; try again later.`,
      {
        context,
      },
    );
  }
}

export class ExportTooLarge extends DomainError {
  constructor(limit: number) {
    super(
      'identity.export_too_large',
      'rule_broken',
      `There are more than ${limit} records; ask an operator for them.`,
      {
        rule: 'records_per_export',
        limit,
      },
    );
  }
}
