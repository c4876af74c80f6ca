/** A key nobody else uses, where `crypto.randomUUID` may be missing: on pages without TLS and on some phones. */
export function randomKey(): string {
  const bytes = new Uint8Array(16);
  const source = (globalThis as { crypto?: { getRandomValues?(into: Uint8Array): void } }).crypto;
  if (source?.getRandomValues !== undefined) source.getRandomValues(bytes);
  else for (let index = 0; index < bytes.length; index += 1) bytes[index] = Math.floor(Math.random() * 256);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
