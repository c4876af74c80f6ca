/** Makes secrets and their digests. */
export interface Secrets {
  /** 256 bits that nobody can guess, in 43 characters of base64url. */
  make(): string;
  /** What is stored in place of a secret. Secrets are as random as their digest, so that no salt is needed. */
  digest(secret: string): string;
}
