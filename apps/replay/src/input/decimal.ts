const SCALE_DIGITS = 6;
const SCALE = 10n ** BigInt(SCALE_DIGITS);
const MICROS_PER_MINOR = SCALE / 100n;
const DECIMAL = /^([+-]?)(\d{1,12})(?:\.(\d{0,6}))?$/;

/** A decimal number in millionths, so that no float touches an amount; null when the text is not one. */
export function parseMicros(text: string): bigint | null {
  const match = DECIMAL.exec(text.trim());
  if (match === null) return null;
  const [, sign, whole, fraction = ''] = match;
  const micros = BigInt(whole!) * SCALE + BigInt(fraction.padEnd(SCALE_DIGITS, '0'));
  return sign === '-' ? -micros : micros;
}

/** Whole minor units; null where the amount has a part smaller than that. */
export const microsToMinor = (micros: bigint): bigint | null =>
  micros % MICROS_PER_MINOR === 0n ? micros / MICROS_PER_MINOR : null;

export const minorToMicros = (minor: bigint): bigint => minor * MICROS_PER_MINOR;

/** A decimal amount with at most two decimals in minor units; null when the text is not one. */
export function parseMinor(text: string): bigint | null {
  const micros = parseMicros(text);
  return micros === null ? null : microsToMinor(micros);
}
