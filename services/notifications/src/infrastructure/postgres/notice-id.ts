/** A custom UUID (version 8): the position takes its last twelve digits, so that notices need no second index. */
const PREFIX = '00000000-0000-8000-8000-';
const LAST_DIGITS = /^[0-9a-f]{12}$/;

export const toNoticeId = (position: bigint): string => `${PREFIX}${position.toString(16).padStart(12, '0')}`;

/** The position behind an id, or null when the id is none of ours. */
export function toPosition(noticeId: string): bigint | null {
  const id = noticeId.toLowerCase();
  const digits = id.slice(PREFIX.length);
  return id.startsWith(PREFIX) && LAST_DIGITS.test(digits) ? BigInt(`0x${digits}`) : null;
}
