import type { Clock, Ids, Intent } from '@haat/domain';
import { type Endpoint, ENDPOINTS_PER_STORE, newEndpoint } from '../../domain/endpoint.ts';
import { TooManyEndpoints } from '../../domain/errors.ts';
import type { Destinations } from '../ports/destinations.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

type Deps = {
  readonly unitOfWork: UnitOfWork;
  readonly destinations: Destinations;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly ids: Ids;
};

type CreateEndpoint = Pick<Endpoint, 'storeId' | 'url' | 'eventTypes' | 'description'>;
export type EndpointWithSecret = { readonly endpoint: Endpoint; readonly secret: string };

/** Registers an endpoint and shows its secret. What a repeated call is answered from holds the secret only sealed. */
export const createEndpoint =
  ({ unitOfWork, destinations, secrets, clock, ids }: Deps) =>
  async (intent: Intent, wish: CreateEndpoint): Promise<EndpointWithSecret> => {
    const url = await destinations.check(wish.url);
    const endpoint = await unitOfWork.run(intent, async ({ endpoints }) => {
      if ((await endpoints.countForUpdate(wish.storeId)) >= ENDPOINTS_PER_STORE) throw new TooManyEndpoints();
      const endpointId = ids.next();
      const made = newEndpoint({ ...wish, url, endpointId, secret: secrets.make(endpointId) }, clock.now());
      await endpoints.add(made);
      return made;
    });
    return { endpoint, secret: secrets.open(endpoint.secret, endpoint.endpointId) };
  };
