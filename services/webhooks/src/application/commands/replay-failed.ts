import type { Clock, Intent } from '@haat/domain';
import { EndpointDisabled, EndpointNotFound } from '../../domain/errors.ts';
import type { EndpointKey } from '../ports/endpoints.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

export const REPLAYS_AT_ONCE = 1_000;

type Deps = { readonly unitOfWork: UnitOfWork; readonly clock: Clock; readonly onQueued: () => void };
type Replayed = { readonly replayed: number; readonly more: boolean };

/** Sends what an endpoint failed to take since a time once more, a bounded number a call. */
export const replayFailed =
  ({ unitOfWork, clock, onQueued }: Deps) =>
  async (intent: Intent, { since, ...key }: EndpointKey & { readonly since: Date }): Promise<Replayed> => {
    const result = await unitOfWork.run(intent, async ({ endpoints, deliveries }) => {
      const endpoint = await endpoints.find(key);
      if (endpoint === null) throw new EndpointNotFound();
      if (endpoint.status === 'disabled') throw new EndpointDisabled();
      return deliveries.replayFailed(key.endpointId, { since, now: clock.now(), limit: REPLAYS_AT_ONCE });
    });
    onQueued();
    return result;
  };
