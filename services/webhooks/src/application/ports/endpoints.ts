import type { Endpoint } from '../../domain/endpoint.ts';

export type EndpointKey = { readonly storeId: string; readonly endpointId: string };

/** The endpoints of stores. What belongs to another store does not exist. */
export interface Endpoints {
  /** Serialises creations of one store, so that the limit holds. */
  countForUpdate(storeId: string): Promise<number>;
  add(endpoint: Endpoint): Promise<void>;
  find(key: EndpointKey): Promise<Endpoint | null>;
  /** Locks the row until the transaction ends; `decide` may run twice. Null when there is none. */
  update(key: EndpointKey, decide: (endpoint: Endpoint) => Endpoint): Promise<Endpoint | null>;
  /** Its deliveries go with it. */
  remove(key: EndpointKey): Promise<boolean>;
  /** Newest first; `before` is the id of the last one seen. */
  page(storeId: string, page: { readonly before: string | null; readonly limit: number }): Promise<readonly Endpoint[]>;
  /** The enabled endpoints of some stores. */
  hearing(storeIds: readonly string[]): Promise<readonly Endpoint[]>;
}
