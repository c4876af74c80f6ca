/** A readable UUID: `uuid(7)` ends with 7. */
export const uuid = (number: number, family = 0): string =>
  `0190000${family}-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;

export const STORE = uuid(1, 1);
export const OTHER_STORE = uuid(2, 1);
