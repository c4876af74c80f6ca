/** JSON that keeps `bigint` and `Date`, for data that is stored by us and read by us. */
export const encodePlain = (value: unknown): string => JSON.stringify(tag(value));

export const decodePlain = <T>(json: unknown): T => untag(json) as T;

/**
 * Both are written as an object with one of these keys. An object of the data that has such a key itself is wrapped, so
 * that no user's words can be mistaken for ours.
 */
const OWN_KEYS = ['$bigint', '$date', '$plain'] as const;

function tag(value: unknown): unknown {
  if (typeof value === 'bigint') return { $bigint: value.toString() };
  if (value instanceof Date) return { $date: value.toISOString() };
  if (Array.isArray(value)) return value.map(tag);
  if (value === null || typeof value !== 'object') return value;
  const tagged = Object.fromEntries(Object.entries(value).map(([key, member]) => [key, tag(member)]));
  return OWN_KEYS.some((key) => Object.hasOwn(value, key)) ? { $plain: tagged } : tagged;
}

function untag(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(untag);
  if (value === null || typeof value !== 'object') return value;
  if (Object.hasOwn(value, '$bigint')) return BigInt((value as { $bigint: string }).$bigint);
  if (Object.hasOwn(value, '$date')) return new Date((value as { $date: string }).$date);
  return untagMembers(Object.hasOwn(value, '$plain') ? (value as { $plain: object }).$plain : value);
}

const untagMembers = (value: object): unknown =>
  Object.fromEntries(Object.entries(value).map(([key, member]) => [key, untag(member)]));
