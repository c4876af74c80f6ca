const digits = new Map<string, number>();

/** How many decimals a currency is written with: 2 for EUR, 0 for JPY, 3 for KWD. */
export function decimalsOf(currency: string): number {
  let known = digits.get(currency);
  if (known === undefined) {
    known = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
    digits.set(currency, known);
  }
  return known;
}

/** `12.5` in EUR is 1250. Digits stay digits all the way; null where it is no amount, or one with too many decimals. */
export function parseDecimal(text: string, currency: string): bigint | null {
  const [, whole, fraction = ''] = /^(\d{1,15})(?:\.(\d{1,6}))?$/.exec(text) ?? [];
  const decimals = decimalsOf(currency);
  if (whole === undefined || fraction.length > decimals) return null;
  return BigInt(whole + fraction.padEnd(decimals, '0'));
}

/** 1250 in EUR is `12.50`. */
export function formatDecimal(amountMinor: bigint, currency: string): string {
  const decimals = decimalsOf(currency);
  const padded = amountMinor.toString().padStart(decimals + 1, '0');
  return decimals === 0 ? padded : `${padded.slice(0, -decimals)}.${padded.slice(-decimals)}`;
}
