import { DomainError } from '@haat/domain';

export class TokenInvalid extends DomainError {
  constructor(rule: string) {
    super('identity.token_invalid', 'unauthenticated', 'The sign-in token is not valid.', { field: 'token', rule });
  }
}

export class TokenExpired extends DomainError {
  constructor() {
    super('identity.token_expired', 'unauthenticated', 'The sign-in token has expired.', {
      field: 'token',
      rule: 'not_expired',
    });
  }
}

export class KeysUnavailable extends DomainError {
  constructor() {
    super('identity.keys_unavailable', 'unavailable', 'Sign-in tokens cannot be checked right now.');
  }
}

export class TokenRevoked extends DomainError {
  constructor() {
    super('identity.token_revoked', 'unauthenticated', 'The session was signed out; sign in again.', {
      field: 'token',
      rule: 'not_revoked',
    });
  }
}

export class UserDisabled extends DomainError {
  constructor() {
    super('identity.user_disabled', 'forbidden', 'This account is disabled.');
  }
}

export class AccountErased extends DomainError {
  constructor() {
    super('identity.account_erased', 'rule_broken', 'The account was erased by its owner and cannot come back.', {
      field: 'userId',
      rule: 'not_erased',
    });
  }
}

export class UserNotFound extends DomainError {
  constructor() {
    super('identity.user_not_found', 'not_found', 'There is no such user.', { field: 'userId', rule: 'exists' });
  }
}

export class LastAdmin extends DomainError {
  constructor() {
    super('identity.last_admin', 'rule_broken', 'The marketplace keeps at least one admin who can sign in.', {
      rule: 'an_admin_remains',
    });
  }
}

export class SignInRequired extends DomainError {
  constructor() {
    super('access.sign_in_required', 'unauthenticated', 'Sign in first.');
  }
}
