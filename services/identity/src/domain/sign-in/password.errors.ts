import { DomainError } from '@haat/domain';

/** Unknown address and wrong password answer alike, so that nobody learns who has an account. */
export class WrongCredentials extends DomainError {
  constructor() {
    const details = { rule: 'address_and_password_match' };
    super('identity.wrong_credentials', 'unauthenticated', 'E-mail address or password is wrong.', details);
  }
}

export class TooManyAttempts extends DomainError {
  constructor(retryAfterS: number) {
    const message = `Too many attempts; try again in ${retryAfterS} s.`;
    super('identity.too_many_attempts', 'too_many_requests', message, { rule: 'allowance', retryAfterS });
  }
}

export class PasswordSignInOff extends DomainError {
  constructor() {
    const message = 'This marketplace has no sign-in with passwords.';
    super('identity.password_sign_in_off', 'rule_broken', message, { rule: 'passwords_configured' });
  }
}

export class AccountsUnavailable extends DomainError {
  constructor() {
    super('identity.accounts_unavailable', 'unavailable', 'Sign-in accounts cannot be reached right now.');
  }
}

export class EmailTaken extends DomainError {
  constructor() {
    const details = { field: 'email', rule: 'not_registered' };
    super('identity.email_taken', 'conflict', 'An account with this address exists.', details);
  }
}

export class PasswordTooWeak extends DomainError {
  constructor(field: string, rule: string, message: string) {
    super('identity.password_too_weak', 'invalid', message, { field, rule });
  }
}

export class NoPassword extends DomainError {
  constructor() {
    const details = { rule: 'signs_in_with_a_password' };
    super('identity.no_password', 'rule_broken', 'This account signs in without a password.', details);
  }
}

export class NoEmail extends DomainError {
  constructor() {
    const details = { rule: 'has_an_address' };
    super('identity.no_email', 'rule_broken', 'This account has no address that a link could confirm.', details);
  }
}
