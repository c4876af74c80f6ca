import { DomainError } from '@haat/domain';

export class LineOff extends DomainError {
  constructor() {
    super('identity.line_off', 'rule_broken', 'This marketplace has no sign-in with LINE.', {
      rule: 'line_configured',
    });
  }
}

export class LineUnavailable extends DomainError {
  constructor() {
    super('identity.line_unavailable', 'unavailable', 'LINE cannot be reached right now.');
  }
}

export class ReturnUrlNotAllowed extends DomainError {
  constructor() {
    const details = { field: 'returnUrl', rule: 'on_the_allow_list' };
    super('identity.return_url_not_allowed', 'invalid', 'This address to return to is not allowed.', details);
  }
}

export class LineStateUnknown extends DomainError {
  constructor() {
    const details = { field: 'state', rule: 'from_a_start' };
    super('identity.line_state_unknown', 'unauthenticated', 'No sign-in began with this state.', details);
  }
}

export class LineStateUsed extends DomainError {
  constructor() {
    const details = { field: 'state', rule: 'used_once' };
    super('identity.line_state_used', 'unauthenticated', 'This sign-in was finished before; begin anew.', details);
  }
}

export class LineStateExpired extends DomainError {
  constructor() {
    const details = { field: 'state', rule: 'within_ten_minutes' };
    super('identity.line_state_expired', 'unauthenticated', 'This sign-in took too long; begin anew.', details);
  }
}

export class LineVerifierMissing extends DomainError {
  constructor() {
    const details = { field: 'codeVerifier', rule: 'required' };
    super('identity.line_verifier_missing', 'unauthenticated', 'Only who began can finish: no verifier.', details);
  }
}

export class LineVerifierWrong extends DomainError {
  constructor() {
    const details = { field: 'codeVerifier', rule: 'of_who_began' };
    super('identity.line_verifier_wrong', 'unauthenticated', 'Only who began this sign-in can finish it.', details);
  }
}

export class LineCodeRefused extends DomainError {
  constructor() {
    const details = { field: 'code', rule: 'accepted_by_line' };
    super('identity.line_code_refused', 'unauthenticated', 'LINE did not accept the code; begin anew.', details);
  }
}

const refused = (rule: string) => ({ field: 'idToken', rule });

export class LineTokenMalformed extends DomainError {
  constructor() {
    super(
      'identity.line_token_malformed',
      'unauthenticated',
      "LINE's ID token cannot be read.",
      refused('well_formed'),
    );
  }
}

export class LineAlgorithmRefused extends DomainError {
  constructor() {
    const details = refused('ES256_or_HS256');
    super('identity.line_algorithm_refused', 'unauthenticated', "LINE's ID token is not signed as agreed.", details);
  }
}

export class LineSignatureWrong extends DomainError {
  constructor() {
    const details = refused('signature');
    super('identity.line_signature_wrong', 'unauthenticated', "The signature of LINE's ID token is wrong.", details);
  }
}

export class LineIssuerWrong extends DomainError {
  constructor() {
    super('identity.line_issuer_wrong', 'unauthenticated', 'The ID token is not from LINE.', refused('issuer'));
  }
}

export class LineAudienceWrong extends DomainError {
  constructor() {
    super('identity.line_audience_wrong', 'unauthenticated', 'The ID token is for somebody else.', refused('audience'));
  }
}

export class LineTokenExpired extends DomainError {
  constructor() {
    super('identity.line_token_expired', 'unauthenticated', "LINE's ID token has expired.", refused('not_expired'));
  }
}

export class LineTokenTooEarly extends DomainError {
  constructor() {
    const details = refused('issued_in_the_past');
    super('identity.line_token_too_early', 'unauthenticated', "LINE's ID token is from the future.", details);
  }
}

export class LineNonceWrong extends DomainError {
  constructor() {
    super('identity.line_nonce_wrong', 'unauthenticated', 'The ID token answers another sign-in.', refused('nonce'));
  }
}
