import { type Money, money } from '@haat/domain';
import type { Address } from '../address.ts';
import { AreaNamedTwice, TiersNotInOrder } from './pricing.errors.ts';

type Days = { readonly min: number; readonly max: number };
type Method = { readonly methodId: string; readonly name: string; readonly estimatedDays: Days };
type Tier<Bound extends string, Value> = Readonly<Record<Bound, Value>> & { readonly amountMinor: bigint };

/** What shipping costs by one method, in the store's currency. */
export type ShippingRate = Method &
  (
    | { readonly kind: 'flat'; readonly amountMinor: bigint }
    | { readonly kind: 'by_weight'; readonly tiers: readonly Tier<'upToGrams', number>[] }
    | { readonly kind: 'by_total'; readonly tiers: readonly Tier<'fromMinor', bigint>[] }
  );

export type Area = { readonly country: string; readonly region?: string | undefined };

export type ShippingZone = {
  readonly name: string;
  /** Empty: the rest of the world. */
  readonly areas: readonly Area[];
  readonly rates: readonly ShippingRate[];
};

export type ZonesOfStore = { readonly currency: string; readonly zones: readonly ShippingZone[] };

export type Parcel = { readonly weightGrams: number; readonly items: Money };

/** A method that can carry the parcel, with what it costs. */
export type OfferedMethod = Method & { readonly zone: string; readonly amount: Money };

/** Regions are typed by people: case and blanks around do not count. */
export const sameRegion = (one: string, other: string): boolean =>
  one.trim().toLocaleLowerCase('en') === other.trim().toLocaleLowerCase('en');

/** The zone that names the address's region, else its country, else the rest of the world. */
export function zoneFor(zones: readonly ShippingZone[], { country, region = '' }: Address): ShippingZone | null {
  const naming = (isIt: (area: Area) => boolean) =>
    zones.find(({ areas }) => areas.some((area) => area.country === country && isIt(area)));
  return (
    naming((area) => area.region !== undefined && sameRegion(area.region, region)) ??
    naming((area) => area.region === undefined) ??
    zones.find(({ areas }) => areas.length === 0) ??
    null
  );
}

/** The methods of a zone that can carry the parcel, cheapest first; what the store listed first among equals. */
export function methodsFor(
  { name: zone, rates }: ShippingZone,
  parcel: Parcel,
  toStoreCurrency: (amount: Money) => Money,
): (Omit<OfferedMethod, 'amount'> & { readonly amountMinor: bigint })[] {
  const itemsMinor = toStoreCurrency(parcel.items).amountMinor;
  const offered = rates.flatMap((rate) => {
    const amountMinor = chargeOf(rate, parcel.weightGrams, itemsMinor);
    const { methodId, name, estimatedDays } = rate;
    return amountMinor === null ? [] : [{ methodId, name, estimatedDays, zone, amountMinor }];
  });
  return offered.sort((a, b) => (a.amountMinor < b.amountMinor ? -1 : a.amountMinor > b.amountMinor ? 1 : 0));
}

function chargeOf(rate: ShippingRate, weightGrams: number, itemsMinor: bigint): bigint | null {
  switch (rate.kind) {
    case 'flat':
      return rate.amountMinor;
    case 'by_weight':
      return rate.tiers.find(({ upToGrams }) => weightGrams <= upToGrams)?.amountMinor ?? null;
    case 'by_total':
      return rate.tiers.findLast(({ fromMinor }) => itemsMinor >= fromMinor)?.amountMinor ?? null;
  }
}

/** @throws AreaNamedTwice or TiersNotInOrder, so that no address has two zones and no parcel two prices */
export function assertZones(zones: readonly ShippingZone[]): void {
  const seen = new Set<string>();
  zones.forEach(({ areas, rates }, index) => {
    for (const area of areas.length === 0 ? ['*'] : areas.map(nameOf)) {
      if (seen.has(area)) throw new AreaNamedTwice(index);
      seen.add(area);
    }
    rates.forEach((rate, place) => {
      if (!isAscending(boundsOf(rate))) throw new TiersNotInOrder(index, place);
    });
  });
}

const nameOf = ({ country, region }: Area): string =>
  region === undefined ? country : `${country}/${region.trim().toLocaleLowerCase('en')}`;

function boundsOf(rate: ShippingRate): bigint[] {
  if (rate.kind === 'flat') return [];
  if (rate.kind === 'by_weight') return rate.tiers.map(({ upToGrams }) => BigInt(upToGrams));
  return rate.tiers.map(({ fromMinor }) => fromMinor);
}

const isAscending = (bounds: readonly bigint[]): boolean =>
  bounds.every((bound, index) => index === 0 || bound > bounds[index - 1]!);

export const methodWithAmount = (
  { amountMinor, ...method }: Omit<OfferedMethod, 'amount'> & { readonly amountMinor: bigint },
  currency: string,
  exchange: (amount: Money) => Money,
): OfferedMethod => ({ ...method, amount: exchange(money(amountMinor, currency)) });
