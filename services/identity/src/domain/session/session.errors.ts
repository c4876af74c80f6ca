import { DomainError } from '@haat/domain';

const inCookie = (rule: string) => ({ field: 'Cookie', rule });

export class SessionUnknown extends DomainError {
  constructor() {
    super(
      'identity.session_invalid',
      'unauthenticated',
      'There is no such session; sign in again.',
      inCookie('session_token'),
    );
  }
}

export class SessionExpired extends DomainError {
  constructor() {
    super(
      'identity.session_expired',
      'unauthenticated',
      'The session has expired; sign in again.',
      inCookie('not_expired'),
    );
  }
}

export class SessionRevoked extends DomainError {
  constructor() {
    super(
      'identity.session_revoked',
      'unauthenticated',
      'The session was ended; sign in again.',
      inCookie('not_revoked'),
    );
  }
}

export class SessionReused extends DomainError {
  constructor() {
    const message = 'A token came back that was replaced long ago, so the session was ended; sign in again.';
    super('identity.session_reused', 'unauthenticated', message, inCookie('latest_token'));
  }
}

/** For those who keep a token for a while, as an open socket does: the browser has gone on to another one. */
export class SessionSuperseded extends DomainError {
  constructor() {
    const message = "The session goes on under a newer token; come again with the browser's cookie.";
    super('identity.session_superseded', 'unauthenticated', message, inCookie('latest_token'));
  }
}

export class SessionNotFound extends DomainError {
  constructor() {
    super('identity.session_not_found', 'not_found', 'There is no such session.', {
      field: 'sessionId',
      rule: 'exists',
    });
  }
}
