import { allocate, money, type Money, multiply, zero } from '@haat/domain';
import type { Address } from '../address.ts';
import type { OrderGroup, WantedLine } from './order-split-policy.ts';

/** What shipping costs, line by line, so that a refund of one line knows its share. */
export type ShippingPolicy = (group: OrderGroup, address: Address) => readonly Money[];

const FLAT_RATE_MINOR = 500n;

/**
 * Sellers who set a charge per unit get it; the other lines of a store's order share one flat rate by their value, and
 * an order in which every line has its own charge pays no flat rate.
 */
export const chargePerUnitOrFlat =
  (flatRateMinor: bigint = FLAT_RATE_MINOR): ShippingPolicy =>
  ({ lines }) => {
    const shared = lines.filter(({ variant }) => variant.shipping === null);
    const shares = flatShares(shared, flatRateMinor);
    return lines.map((wanted) => {
      const { variant, line } = wanted;
      return variant.shipping === null ? shares.get(wanted)! : multiply(variant.shipping, line.quantity);
    });
  };

function flatShares(lines: readonly WantedLine[], flatRateMinor: bigint): Map<WantedLine, Money> {
  if (lines.length === 0) return new Map();
  const flat = money(flatRateMinor, lines[0]!.variant.price.currency);
  const values = lines.map(({ variant, line }) => multiply(variant.price, line.quantity).amountMinor);
  const parts = flatRateMinor === 0n ? lines.map(() => zero(flat.currency)) : allocate(flat, values);
  return new Map(lines.map((wanted, index) => [wanted, parts[index]!]));
}
