import type { Clock, Intent } from '@haat/domain';
import { disabled, type Endpoint } from '../../domain/endpoint.ts';
import type { EndpointKey } from '../ports/endpoints.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import { changeEndpoint } from './change-endpoint.ts';

type Deps = { readonly unitOfWork: UnitOfWork; readonly clock: Clock };

/** Stops deliveries to an endpoint; what is in the queue waits, what happens from now on is not told. */
export const disableEndpoint =
  ({ unitOfWork, clock }: Deps) =>
  (intent: Intent, key: EndpointKey): Promise<Endpoint> =>
    changeEndpoint(unitOfWork, intent, {
      key,
      decide: (endpoint) => disabled(endpoint, 'by_member', clock.now()),
    });
