import type { ApiKey, User } from '../../domain/index.ts';

/** API keys within one transaction. */
export interface ApiKeyRepository {
  /** Keys of the store that stand; until the transaction ends nobody else can add one to it. */
  countStanding(storeId: string, now: Date): Promise<number>;
  add(key: ApiKey, digest: string): Promise<void>;
  /** @returns who made the key, or null where the store has no such key; revoking twice is revoking once */
  revoke(storeId: string, keyId: string, now: Date): Promise<string | null>;
  revokeAllOf(userId: string, now: Date): Promise<void>;
}

export type ApiKeyPage = { readonly storeId: string; readonly after: string | null; readonly limit: number };

/** Reads of API keys outside a transaction. */
export interface ApiKeyDirectory {
  findByDigest(digest: string): Promise<{ key: ApiKey; maker: User } | null>;
  /** Newest first. */
  page(page: ApiKeyPage): Promise<readonly ApiKey[]>;
  noteUse(keyId: string, now: Date): Promise<void>;
}
