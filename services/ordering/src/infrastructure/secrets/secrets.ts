import { createHash, randomBytes } from 'node:crypto';
import { guestIdOf } from '@haat/service-kit';
import type { Secrets } from '../../application/ports/secrets.ts';

const TOKEN_BYTES = 32;

/** Crockford's alphabet: no letter looks like a digit. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const ORDER_NUMBER_LENGTH = 8;

/** See {@link Secrets}. */
export const createSecrets = (): Secrets => ({
  guestToken: () => randomBytes(TOKEN_BYTES).toString('base64url'),
  guestIdOf,
  orderNumber: () =>
    `H-${Array.from(randomBytes(ORDER_NUMBER_LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]).join('')}`,
  orderIdOf,
});

/**
 * The first half is the checkout's, so that ids of orders grow with time as UUIDv7 do; the second is a digest of the
 * checkout and the group.
 */
function orderIdOf(checkoutId: string, groupKey: string): string {
  const digest = createHash('sha256').update(`${checkoutId}/${groupKey}`).digest('hex');
  const variant = ((Number.parseInt(digest[0]!, 16) & 0x3) | 0x8).toString(16);
  return `${checkoutId.slice(0, 19)}${variant}${digest.slice(1, 4)}-${digest.slice(4, 16)}`;
}
