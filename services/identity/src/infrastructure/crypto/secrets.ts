import { createHash, randomBytes } from 'node:crypto';
import type { Secrets } from '../../application/ports/secrets.ts';

const SECRET_BYTES = 32;

export const createSecrets = (): Secrets => ({
  make: () => randomBytes(SECRET_BYTES).toString('base64url'),
  digest: (secret) => createHash('sha256').update(secret).digest('base64url'),
});
