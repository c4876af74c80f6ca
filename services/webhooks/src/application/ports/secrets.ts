/**
 * Makes and keeps signing secrets. What is stored, in the tables and under idempotency keys, is sealed and of no use
 * without the key of the configuration. A sealed secret opens only for the endpoint it was sealed for.
 */
export interface Secrets {
  /** A new secret, sealed. */
  make(endpointId: string): string;
  /** The secret as the partner knows it, `whsec_…`. */
  open(sealed: string, endpointId: string): string;
}
