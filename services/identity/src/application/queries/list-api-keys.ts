import type { ApiKey } from '../../domain/index.ts';
import type { ApiKeyDirectory, ApiKeyPage } from '../ports/api-key-repository.ts';

export type ListedApiKeys = { readonly items: readonly ApiKey[]; readonly next: string | null };

/** A page of a store's keys, newest first, revoked ones too. */
export const listApiKeys =
  ({ apiKeys }: { readonly apiKeys: ApiKeyDirectory }) =>
  async (page: ApiKeyPage): Promise<ListedApiKeys> => {
    const found = await apiKeys.page({ ...page, limit: page.limit + 1 });
    const items = found.slice(0, page.limit);
    return { items, next: found.length > page.limit ? items.at(-1)!.keyId : null };
  };
