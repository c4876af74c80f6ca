import { DomainError } from './errors.ts';

/** ISO 4217 alphabetic code, upper case. */
export type Currency = string;

/** An amount of money: whole minor units (cents) of one currency. No float ever touches it. */
export type Money = {
  readonly amountMinor: bigint;
  readonly currency: Currency;
};

/** Amounts beyond this are refused everywhere, so that sums of many of them stay within PostgreSQL's bigint. */
export const MAX_AMOUNT_MINOR = 1_000_000_000_000_000n;

/** Basis points of a whole: a rate of 10 % is 1000. */
export const WHOLE_BASIS_POINTS = 10_000n;

export class CurrencyMismatch extends DomainError {
  constructor(expected: Currency, actual: Currency) {
    super('money.currency_mismatch', 'invalid', `The amount is in ${actual} where ${expected} is needed.`, {
      field: 'currency',
      rule: 'same_currency',
      expected,
      actual,
    });
  }
}

export const money = (amountMinor: bigint, currency: Currency): Money => ({ amountMinor, currency });

export const zero = (currency: Currency): Money => money(0n, currency);

export function add(left: Money, right: Money): Money {
  assertSameCurrency(left, right);
  return money(left.amountMinor + right.amountMinor, left.currency);
}

export function subtract(left: Money, right: Money): Money {
  assertSameCurrency(left, right);
  return money(left.amountMinor - right.amountMinor, left.currency);
}

export const negate = (value: Money): Money => money(-value.amountMinor, value.currency);

export const multiply = (value: Money, quantity: number): Money =>
  money(value.amountMinor * BigInt(quantity), value.currency);

export const sum = (values: readonly Money[], currency: Currency): Money =>
  values.reduce((total, value) => add(total, value), zero(currency));

export const equals = (left: Money, right: Money): boolean =>
  left.currency === right.currency && left.amountMinor === right.amountMinor;

/**
 * The share of an amount at a rate in basis points, rounded half away from zero to the minor unit.
 * One rounding rule for the whole house: commission, tax and refunds at a rate must agree to the cent.
 */
export function shareAtRate(value: Money, rateBasisPoints: number): Money {
  const scaled = value.amountMinor * BigInt(rateBasisPoints);
  const half = scaled >= 0n ? WHOLE_BASIS_POINTS / 2n : -(WHOLE_BASIS_POINTS / 2n);
  return money((scaled + half) / WHOLE_BASIS_POINTS, value.currency);
}

/**
 * Splits an amount by weights so that the parts always add up to the whole; the largest remainders get the odd
 * units, earlier parts first, so that the same split gives the same parts on every machine.
 */
export function allocate(value: Money, weights: readonly bigint[]): Money[] {
  const total = weights.reduce((left, right) => left + right, 0n);
  if (total <= 0n) throw new RangeError('allocate needs weights with a positive sum');
  const parts = weights.map((weight) => (value.amountMinor * weight) / total);
  const remainders = weights.map((weight, index) => ({ index, rest: abs((value.amountMinor * weight) % total) }));
  remainders.sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1));
  const left = value.amountMinor - parts.reduce((a, b) => a + b, 0n);
  const step = left >= 0n ? 1n : -1n;
  for (let i = 0; i < Number(abs(left)); i += 1) {
    const target = remainders[i % remainders.length]!.index;
    parts[target] = parts[target]! + step;
  }
  return parts.map((part) => money(part, value.currency));
}

function assertSameCurrency(left: Money, right: Money): void {
  if (left.currency !== right.currency) throw new CurrencyMismatch(left.currency, right.currency);
}

const abs = (value: bigint): bigint => (value < 0n ? -value : value);
