import type { Money } from '@haat/domain';

/** E.g. `BRL 1,299.90`, with as many digits as the currency has; computed from digits, never through a float. */
export function formatMoney({ amountMinor, currency }: Money): string {
  const fractionDigits = digitsOf(currency);
  const digits = (amountMinor < 0n ? -amountMinor : amountMinor).toString().padStart(fractionDigits + 1, '0');
  const whole = digits.slice(0, digits.length - fractionDigits).replace(/\B(?=(\d{3})+$)/g, ',');
  const fraction = fractionDigits === 0 ? '' : `.${digits.slice(-fractionDigits)}`;
  return `${currency} ${amountMinor < 0n ? '-' : ''}${whole}${fraction}`;
}

function digitsOf(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}
