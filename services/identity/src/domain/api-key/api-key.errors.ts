import { DomainError } from '@haat/domain';

const inHeader = (rule: string) => ({ field: 'Authorization', rule });

export class ApiKeyUnknown extends DomainError {
  constructor() {
    super('identity.api_key_invalid', 'unauthenticated', 'There is no such API key.', inHeader('api_key'));
  }
}

export class ApiKeyRevoked extends DomainError {
  constructor() {
    super('identity.api_key_revoked', 'unauthenticated', 'The API key was revoked.', inHeader('not_revoked'));
  }
}

export class ApiKeyExpired extends DomainError {
  constructor() {
    super('identity.api_key_expired', 'unauthenticated', 'The API key has expired.', inHeader('not_expired'));
  }
}

export class ApiKeyOrphaned extends DomainError {
  constructor() {
    const message = 'Whoever made the API key is no longer a member of its store.';
    super('identity.api_key_orphaned', 'unauthenticated', message, inHeader('maker_is_member'));
  }
}

export class ApiKeyExpiryPast extends DomainError {
  constructor() {
    super('identity.api_key_expiry_past', 'rule_broken', 'A key must expire in the future, or never.', {
      field: 'expiresAt',
      rule: 'in_the_future',
    });
  }
}

export class TooManyApiKeys extends DomainError {
  constructor(limit: number) {
    super('identity.too_many_api_keys', 'rule_broken', `A store has at most ${limit} API keys; revoke one first.`, {
      rule: 'api_keys_per_store',
      limit,
    });
  }
}

export class ApiKeyNeedsOwner extends DomainError {
  constructor() {
    super('identity.api_key_needs_owner', 'forbidden', 'Only an owner of the store itself can make its API keys.', {
      field: 'storeId',
      rule: 'owner',
    });
  }
}

export class ApiKeyNotFound extends DomainError {
  constructor() {
    super('identity.api_key_not_found', 'not_found', 'There is no such API key.', { field: 'keyId', rule: 'exists' });
  }
}
