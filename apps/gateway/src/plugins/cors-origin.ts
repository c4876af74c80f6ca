/** Kong takes an entry as a pattern when it holds anything an origin cannot hold. */
const plainOrigin = /^[A-Za-z0-9.:/_-]+$/;

/**
 * Turns the list of origins into a test. Patterns must match the whole origin: one that matched a part of it
 * would let `https://haat.example.evil.test` through where `https://haat.example` was meant.
 */
export function matchOrigin(origins: readonly string[]): 'any' | ((origin: string) => boolean) {
  if (origins.length === 0 || origins.includes('*')) return 'any';
  const exact = new Set(origins.filter((origin) => plainOrigin.test(origin)));
  const patterns = origins
    .filter((origin) => !plainOrigin.test(origin))
    .map((pattern) => new RegExp(`^(?:${pattern})$`));
  return (origin) => exact.has(origin) || patterns.some((pattern) => pattern.test(origin));
}

/** Whether an entry can be used, so that a mistake is found when the file is read. */
export function isUsableOrigin(origin: string): boolean {
  if (origin === '*' || plainOrigin.test(origin)) return true;
  try {
    new RegExp(origin);
    return true;
  } catch {
    return false;
  }
}
