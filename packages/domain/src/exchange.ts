import { type Currency, money, type Money } from './money.ts';

/** Currencies whose minor unit is not a hundredth (ISO 4217, list one). */
const MINOR_DIGITS: Readonly<Record<Currency, number>> = {
  ...Object.fromEntries(
    'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0]),
  ),
  ...Object.fromEntries('BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3])),
  ...{ CLF: 4, UYW: 4 },
};
const USUAL_MINOR_DIGITS = 2;

/** How many digits of an amount stand behind the point. */
export const minorDigitsOf = (currency: Currency): number => MINOR_DIGITS[currency] ?? USUAL_MINOR_DIGITS;

/** Rates have this many digits behind the point. */
export const RATE_DIGITS = 10;
const RATE_SCALE = 10n ** BigInt(RATE_DIGITS);
const RATE_FORM = /^(\d+)(?:\.(\d+))?$/;

/** What one whole unit of `from` is worth in `to`, in ten-billionths. */
export type ExchangeRate = { readonly from: Currency; readonly to: Currency; readonly rateScaled: bigint };

/** Reads a decimal number such as `5.4321`; no float ever touches it. */
export function parseRate(text: string): bigint {
  const [, whole, fraction = ''] = RATE_FORM.exec(text) ?? [];
  if (whole === undefined || fraction.length > RATE_DIGITS) throw new RangeError(`not an exchange rate: ${text}`);
  return BigInt(whole + fraction.padEnd(RATE_DIGITS, '0'));
}

/** The shortest decimal number that says the rate: `5.4321`, `1`. */
export function formatRate(rateScaled: bigint): string {
  const digits = rateScaled.toString().padStart(RATE_DIGITS + 1, '0');
  const fraction = digits.slice(-RATE_DIGITS).replace(/0+$/, '');
  return digits.slice(0, -RATE_DIGITS) + (fraction === '' ? '' : `.${fraction}`);
}

/**
 * The way back. It is rounded to the digits that rates have, and everybody who converts that way uses it as it is
 * written, so that anybody can compute an amount again from the rate shown. Null when nothing of it is left.
 */
export function inverse({ from, to, rateScaled }: ExchangeRate): ExchangeRate | null {
  const back = divideHalfUp(RATE_SCALE * RATE_SCALE, rateScaled);
  return back === 0n ? null : { from: to, to: from, rateScaled: back };
}

/**
 * An amount in the other currency, rounded half up to its minor unit, whatever digits the two have. It may come out
 * larger than what is allowed where it is used; that is for the caller to refuse.
 */
export function convert(value: Money, { from, to, rateScaled }: ExchangeRate): Money {
  if (value.currency !== from) throw new RangeError(`a rate from ${from} does not convert ${value.currency}`);
  const numerator = value.amountMinor * rateScaled * 10n ** BigInt(minorDigitsOf(to));
  const denominator = RATE_SCALE * 10n ** BigInt(minorDigitsOf(from));
  const amountMinor = numerator < 0n ? -divideHalfUp(-numerator, denominator) : divideHalfUp(numerator, denominator);
  return money(amountMinor, to);
}

const divideHalfUp = (numerator: bigint, denominator: bigint): bigint =>
  (2n * numerator + denominator) / (2n * denominator);
