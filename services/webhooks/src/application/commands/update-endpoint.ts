import type { Clock, Intent } from '@haat/domain';
import type { Endpoint } from '../../domain/endpoint.ts';
import type { Destinations } from '../ports/destinations.ts';
import type { EndpointKey } from '../ports/endpoints.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import { changeEndpoint } from './change-endpoint.ts';

type Deps = { readonly unitOfWork: UnitOfWork; readonly destinations: Destinations; readonly clock: Clock };
type Changes = {
  readonly [Field in 'url' | 'eventTypes' | 'description']?: Endpoint[Field] | undefined;
};

/** Changes what is given and keeps the rest. What is in the queue goes to the new address. */
export const updateEndpoint =
  ({ unitOfWork, destinations, clock }: Deps) =>
  async (intent: Intent, { storeId, endpointId, ...changes }: EndpointKey & Changes): Promise<Endpoint> => {
    const url = changes.url === undefined ? undefined : await destinations.check(changes.url);
    return changeEndpoint(unitOfWork, intent, {
      key: { storeId, endpointId },
      decide: (endpoint) => ({
        ...endpoint,
        url: url ?? endpoint.url,
        eventTypes: changes.eventTypes ?? endpoint.eventTypes,
        description: changes.description ?? endpoint.description,
        updatedAt: clock.now(),
      }),
    });
  };
