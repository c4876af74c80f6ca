import { DomainError } from '@haat/domain';

export class SignInNotRecent extends DomainError {
  constructor() {
    super(
      'identity.sign_in_not_recent',
      'forbidden',
      'Sign in again first: this needs a sign-in of the last minutes.',
      {
        field: 'idToken',
        rule: 'signed_in_within_5_minutes',
      },
    );
  }
}
