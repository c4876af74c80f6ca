import type { Intent } from '@haat/domain';
import { EndpointNotFound } from '../../domain/errors.ts';
import type { EndpointKey } from '../ports/endpoints.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

/** Removes an endpoint with its deliveries. */
export const deleteEndpoint =
  ({ unitOfWork }: { readonly unitOfWork: UnitOfWork }) =>
  (intent: Intent, key: EndpointKey): Promise<void> =>
    unitOfWork.run(intent, async ({ endpoints }) => {
      if (!(await endpoints.remove(key))) throw new EndpointNotFound();
    });
