import { type Currency, DomainError } from '@haat/domain';

export type StoreStatus = 'applied' | 'approved' | 'rejected' | 'suspended';

/** What catalog knows of a store. */
export type StoreCopy = { readonly storeId: string; readonly status: StoreStatus; readonly currency: Currency };

export class StoreNotSelling extends DomainError {
  constructor(storeId: string) {
    super('catalog.store_not_selling', 'rule_broken', 'The store is not approved to sell.', {
      field: 'storeId',
      rule: 'approved_store',
      storeId,
    });
  }
}
