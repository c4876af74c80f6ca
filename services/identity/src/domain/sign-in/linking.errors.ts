import { DomainError } from '@haat/domain';

export class ProviderInUse extends DomainError {
  constructor() {
    const details = { field: 'idToken', rule: 'of_no_other_account' };
    super('identity.provider_in_use', 'conflict', 'This sign-in leads to another account that is in use.', details);
  }
}

export class TooManyProviders extends DomainError {
  constructor() {
    const details = { field: 'idToken', rule: 'at_most_20' };
    super('identity.too_many_providers', 'rule_broken', 'An account has at most 20 ways to sign in.', details);
  }
}

export class ProviderNotLinked extends DomainError {
  constructor() {
    const details = { field: 'provider', rule: 'linked' };
    super('identity.provider_not_linked', 'rule_broken', 'This way of signing in is not linked.', details);
  }
}

export class LastProvider extends DomainError {
  constructor() {
    const details = { field: 'provider', rule: 'one_remains' };
    super('identity.last_provider', 'rule_broken', 'The last way of signing in stays.', details);
  }
}

export class ProviderUnlinked extends DomainError {
  constructor() {
    const message = 'This way of signing in was taken away from the account; sign in another way and link it again.';
    super('identity.provider_unlinked', 'forbidden', message, { field: 'token', rule: 'linked' });
  }
}
