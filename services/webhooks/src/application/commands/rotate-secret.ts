import type { Clock, Intent } from '@haat/domain';
import { withNewSecret } from '../../domain/endpoint.ts';
import type { EndpointKey } from '../ports/endpoints.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import { changeEndpoint } from './change-endpoint.ts';
import type { EndpointWithSecret } from './create-endpoint.ts';

type Deps = { readonly unitOfWork: UnitOfWork; readonly secrets: Secrets; readonly clock: Clock };

/** Gives an endpoint a new secret; the one before signs along for a day, so that a partner misses nothing. */
export const rotateSecret =
  ({ unitOfWork, secrets, clock }: Deps) =>
  async (intent: Intent, key: EndpointKey): Promise<EndpointWithSecret> => {
    const endpoint = await changeEndpoint(unitOfWork, intent, {
      key,
      decide: (found) => withNewSecret(found, secrets.make(found.endpointId), clock.now()),
    });
    return { endpoint, secret: secrets.open(endpoint.secret, endpoint.endpointId) };
  };
