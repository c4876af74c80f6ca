/** An amount as it crosses boundaries: digits of minor units, and a currency. */
export type Amount = { readonly amountMinor: string; readonly currency: string };

/** An amount as people read it, `BRL 129.90`, made from digits alone so that no float rounds it. */
export function moneyText({ amountMinor, currency }: Amount): string {
  const isNegative = amountMinor.startsWith('-');
  const fraction = fractionDigitsOf(currency);
  const digits = (isNegative ? amountMinor.slice(1) : amountMinor).padStart(fraction + 1, '0');
  const whole = digits.slice(0, digits.length - fraction).replaceAll(/\B(?=(\d{3})+$)/g, ',');
  const cents = fraction === 0 ? '' : `.${digits.slice(-fraction)}`;
  return `${currency} ${isNegative ? '-' : ''}${whole}${cents}`;
}

const fractionDigits = new Map<string, number>();

function fractionDigitsOf(currency: string): number {
  let digits = fractionDigits.get(currency);
  if (digits === undefined) {
    digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
    fractionDigits.set(currency, digits);
  }
  return digits;
}
