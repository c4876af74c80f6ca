import type { Clock, Intent } from '@haat/domain';
import { type Endpoint, enabled } from '../../domain/endpoint.ts';
import type { EndpointKey } from '../ports/endpoints.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import { changeEndpoint } from './change-endpoint.ts';

type Deps = { readonly unitOfWork: UnitOfWork; readonly clock: Clock; readonly onQueued: () => void };

/** Lets an endpoint hear again; what waited goes out now. */
export const enableEndpoint =
  ({ unitOfWork, clock, onQueued }: Deps) =>
  async (intent: Intent, key: EndpointKey): Promise<Endpoint> => {
    const decide = (endpoint: Endpoint) => enabled(endpoint, clock.now());
    const endpoint = await changeEndpoint(unitOfWork, intent, { key, decide });
    onQueued();
    return endpoint;
  };
