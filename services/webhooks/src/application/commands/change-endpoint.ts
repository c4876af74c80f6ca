import type { Intent } from '@haat/domain';
import type { Endpoint } from '../../domain/endpoint.ts';
import { EndpointNotFound } from '../../domain/errors.ts';
import type { EndpointKey } from '../ports/endpoints.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

/** The one way in which a member's wish changes an endpoint. */
export async function changeEndpoint(
  unitOfWork: UnitOfWork,
  intent: Intent,
  { key, decide }: { readonly key: EndpointKey; readonly decide: (endpoint: Endpoint) => Endpoint },
): Promise<Endpoint> {
  return unitOfWork.run(intent, async ({ endpoints }) => {
    const changed = await endpoints.update(key, decide);
    if (changed === null) throw new EndpointNotFound();
    return changed;
  });
}
