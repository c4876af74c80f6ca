import { ApiKeyExpired, ApiKeyExpiryPast, ApiKeyRevoked } from './api-key.errors.ts';

/** How every secret of a key begins, so that people and scanners of leaked secrets know it for what it is. */
export const API_KEY_START = 'haat_sk_';
/** As much of the secret as is shown later, to tell keys apart. */
const SHOWN_LENGTH = API_KEY_START.length + 6;
/** Keys of one store that stand at the same time. */
export const MAX_API_KEYS_PER_STORE = 50;
const NOTE_USE_EVERY_MS = 60_000;

export type ApiKey = {
  readonly keyId: string;
  readonly storeId: string;
  /** The user for whom it acts; it can never do more than they can. */
  readonly createdBy: string;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: readonly string[];
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
};

export type ApiKeyWish = Pick<ApiKey, 'keyId' | 'storeId' | 'createdBy' | 'name' | 'scopes' | 'expiresAt'>;

export function makeApiKey(wish: ApiKeyWish, secret: string, now: Date): ApiKey {
  if (wish.expiresAt !== null && wish.expiresAt <= now) throw new ApiKeyExpiryPast();
  return {
    ...wish,
    scopes: [...new Set(wish.scopes)].sort(),
    prefix: secret.slice(0, SHOWN_LENGTH),
    createdAt: now,
    lastUsedAt: null,
    revokedAt: null,
  };
}

/** A key that was neither revoked nor has expired. */
export function assertKeyStands(key: ApiKey, now: Date): void {
  if (key.revokedAt !== null) throw new ApiKeyRevoked();
  if (key.expiresAt !== null && now >= key.expiresAt) throw new ApiKeyExpired();
}

/** Whether the last use that is on record is old enough to be replaced by this one. */
export const isUseNoted = (key: ApiKey, now: Date): boolean =>
  key.lastUsedAt === null || now.getTime() - key.lastUsedAt.getTime() >= NOTE_USE_EVERY_MS;
