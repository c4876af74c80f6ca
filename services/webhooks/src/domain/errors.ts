import { DomainError } from '@haat/domain';
import { ENDPOINTS_PER_STORE } from './endpoint.ts';

export class EndpointNotFound extends DomainError {
  constructor() {
    super('webhooks.endpoint_not_found', 'not_found', 'There is no such webhook endpoint.', {
      field: 'endpointId',
      rule: 'exists',
    });
  }
}

export class DeliveryNotFound extends DomainError {
  constructor() {
    super('webhooks.delivery_not_found', 'not_found', 'There is no such webhook delivery.', {
      field: 'deliveryId',
      rule: 'exists',
    });
  }
}

export class TooManyEndpoints extends DomainError {
  constructor() {
    super(
      'webhooks.too_many_endpoints',
      'rule_broken',
      `A store has at most ${ENDPOINTS_PER_STORE} webhook endpoints.`,
      { rule: 'endpoints_per_store', limit: ENDPOINTS_PER_STORE },
    );
  }
}

export class EndpointDisabled extends DomainError {
  constructor() {
    super('webhooks.endpoint_disabled', 'conflict', 'The webhook endpoint is disabled; enable it first.', {
      field: 'endpointId',
      rule: 'enabled',
    });
  }
}

/** The address is none that webhooks can go to, whoever owns it. */
export class UrlInvalid extends DomainError {
  constructor(rule: 'absolute_url' | 'scheme' | 'port' | 'no_credentials' | 'no_fragment', message: string) {
    super('webhooks.url_invalid', 'invalid', message, { field: 'url', rule });
  }
}

/** The address leads to a network that is not public. It is not said which address was found. */
export class AddressRefused extends DomainError {
  constructor() {
    super('webhooks.address_refused', 'rule_broken', 'Webhooks go to public addresses only.', {
      field: 'url',
      rule: 'public_address',
    });
  }
}
