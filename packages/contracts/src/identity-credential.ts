import { z } from 'zod';
import { id, instant } from './shared.ts';

/** By what a user proved who they are. */
export const credential = () =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('token'), authenticatedAt: instant() }),
    z.object({ kind: z.literal('session'), sessionId: id(), authenticatedAt: instant() }),
    z.object({
      kind: z.literal('api_key'),
      keyId: id(),
      storeId: id(),
      scopes: z.array(z.string()),
      /** The key's store is suspended. */
      readOnly: z.boolean(),
    }),
  ]);

export type CredentialWire = z.output<ReturnType<typeof credential>>;
