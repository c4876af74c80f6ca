import type { Stage } from './stage.ts';
import { as, tokenOf } from './people.ts';

type Wanted = { readonly owner: string; readonly buyer: string; readonly storeId: string };

/** What opens doors in somebody's name: a key of the store's owner, a session of the buyer's browser. */
export async function credentials({ api, url }: Stage, { owner, buyer, storeId }: Wanted) {
  const { apiKey } = await api.identity.createApiKey({ storeId, name: 'ERP', scopes: ['catalog:read'] }, as(owner));
  const response = await fetch(`${url}/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ idToken: tokenOf(buyer) }),
  });
  const { sessionId } = (await response.json()) as { sessionId: string };
  return { keyId: apiKey.keyId, sessionId };
}
