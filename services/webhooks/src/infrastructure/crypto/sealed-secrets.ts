import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Secrets } from '../../application/ports/secrets.ts';

/** Length of the key in bytes. */
export const SEALING_KEY_BYTES = 32;

const VERSION = 'v1';
const SECRET_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const PREFIX = 'whsec_';

/**
 * Secrets under AES-256-GCM. The endpoint's id is authenticated along, so that a sealed secret that is moved to another
 * endpoint does not open.
 */
export function createSealedSecrets(key: Uint8Array): Secrets {
  if (key.length !== SEALING_KEY_BYTES) throw new RangeError(`the sealing key has ${SEALING_KEY_BYTES} bytes`);
  return {
    make: (endpointId) => seal(key, randomBytes(SECRET_BYTES), endpointId),
    open: (sealed, endpointId) => `${PREFIX}${open(key, sealed, endpointId).toString('base64')}`,
  };
}

function seal(key: Uint8Array, secret: Buffer, endpointId: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(endpointId));
  const sealed = Buffer.concat([cipher.update(secret), cipher.final()]);
  return `${VERSION}.${Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')}`;
}

function open(key: Uint8Array, sealed: string, endpointId: string): Buffer {
  const [version, encoded = ''] = sealed.split('.');
  if (version !== VERSION) throw new Error('a webhook secret is sealed in a way that is not known');
  const bytes = Buffer.from(encoded, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(endpointId)).setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
}
