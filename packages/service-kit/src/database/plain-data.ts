/** JSON that keeps `bigint` and `Date`, for data that is stored by us and read by us. */
export const encodePlain = (value: unknown): string => JSON.stringify(tag(value));

export const decodePlain = <T>(json: unknown): T => untag(json) as T;

function tag(value: unknown): unknown {
  if (typeof value === 'bigint') return { $bigint: value.toString() };
  if (value instanceof Date) return { $date: value.toISOString() };
  if (Array.isArray(value)) return value.map(tag);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, tag(member)]));
}

function untag(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(untag);
  if (value === null || typeof value !== 'object') return value;
  if ('$bigint' in value) return BigInt((value as { $bigint: string }).$bigint);
  if ('$date' in value) return new Date((value as { $date: string }).$date);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, untag(member)]));
}
