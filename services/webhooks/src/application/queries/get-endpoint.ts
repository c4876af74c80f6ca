import type { Endpoint } from '../../domain/endpoint.ts';
import { EndpointNotFound } from '../../domain/errors.ts';
import type { EndpointKey } from '../ports/endpoints.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

/** Shows one endpoint of a store. */
export const getEndpoint =
  ({ unitOfWork }: { readonly unitOfWork: UnitOfWork }) =>
  async (key: EndpointKey): Promise<Endpoint> => {
    const endpoint = await unitOfWork.read.endpoints.find(key);
    if (endpoint === null) throw new EndpointNotFound();
    return endpoint;
  };
