import type { Facets } from '../../../application/ports/search-index.ts';

const STEPS = 5;

/** Steps of price that hold about equally many, with bounds that are easy to read. */
export function priceSteps(currency: string, unsorted: readonly number[]): Facets['prices'] {
  const prices = Float64Array.from(unsorted).sort();
  const wanted = Array.from({ length: STEPS - 1 }, (_, step) =>
    twoDigits(prices[Math.floor((prices.length * (step + 1)) / STEPS)]!),
  );
  const lowest = Math.min(prices[0]!, ...wanted);
  const starts = [...new Set([lowest, ...wanted])].sort((a, b) => a - b);
  return starts
    .map((from, index) => {
      const next = starts[index + 1];
      const to = next === undefined ? Math.max(prices.at(-1)!, from) : next - 1;
      const count = placeOf(prices, to + 1) - placeOf(prices, from);
      return { currency, fromMinor: BigInt(from), toMinor: BigInt(to), count };
    })
    .filter(({ count }) => count > 0);
}

function twoDigits(amount: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(amount)) - 1);
  return Math.round(amount / unit) * unit;
}

/** How many prices are below this one. */
function placeOf(sorted: Float64Array, price: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < price) low = middle + 1;
    else high = middle;
  }
  return low;
}
