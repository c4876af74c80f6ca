/**
 * How orders and their events are stored: plain JSON with amounts as digits and times as ISO strings, so that they can
 * be read with SQL as they are. `options` hold what sellers typed and are left alone whatever their keys look like.
 */
export const toStoredJson = (value: unknown): string =>
  JSON.stringify(value, (_key, member: unknown) => (typeof member === 'bigint' ? member.toString() : member));

/** Gives parsed JSON its amounts and times back. */
export function fromStoredJson<T>(json: unknown): T {
  return revive(json) as T;
}

function revive(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revive);
  if (value === null || typeof value !== 'object') return value;
  const result: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(value)) result[key] = reviveMember(key, member);
  return result;
}

function reviveMember(key: string, member: unknown): unknown {
  if (key === 'options') return member;
  if (typeof member !== 'string') return revive(member);
  if (key === 'amountMinor') return BigInt(member);
  return key.endsWith('At') ? new Date(member) : member;
}
