/**
 * Events and snapshots as JSON: amounts (`…Minor`) are strings of digits, as everywhere outside the process, and
 * instants (`…At`) ISO strings.
 */
export const encodeData = (data: unknown): string =>
  JSON.stringify(data, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));

/** The reverse of {@link encodeData}, on JSON that is parsed already; goes by the names of fields. */
export function decodeData<T>(json: unknown): T {
  return decode(json, '') as T;
}

function decode(value: unknown, name: string): unknown {
  if (typeof value === 'string') {
    if (name.endsWith('Minor')) return BigInt(value);
    return name.endsWith('At') ? new Date(value) : value;
  }
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item) => decode(item, ''));
  const result: Record<string, unknown> = {};
  for (const key of Object.keys(value)) result[key] = decode((value as Record<string, unknown>)[key], key);
  return result;
}
