import { allocate, type Money, negate, sum, zero } from '@haat/domain';
import type { Address } from '../address.ts';
import { type Explanation, USUAL_SHIPPING } from '../pricing/explanation.ts';
import { exchangedOrRefused } from '../pricing/exchange-table.ts';
import type { PricedItems, PricedStoreItems } from '../pricing/priced-items.ts';
import { NotShippable, ShippingMethodNotFound } from '../pricing/pricing.errors.ts';
import { NO_SETTINGS, type PricingSettings } from '../pricing/settings.ts';
import {
  methodsFor,
  methodWithAmount,
  type OfferedMethod,
  zoneFor,
  type ZonesOfStore,
} from '../pricing/shipping-zones.ts';
import type { OrderGroup } from './order-split-policy.ts';
import type { ShippingPolicy } from './shipping-policy.ts';

export type ShippingChoice = { readonly storeId: string; readonly methodId: string };

export type ShippedLine = PricedItems & { readonly shipping: Money };

type Shipped = {
  readonly lines: readonly ShippedLine[];
  readonly methods: readonly OfferedMethod[];
  readonly chosen: OfferedMethod | null;
};

type Context = {
  readonly address: Address;
  readonly policies: { readonly shipping: ShippingPolicy };
  readonly settings?: PricingSettings;
  readonly choices?: readonly ShippingChoice[];
};

/** Adds what shipping costs: by the store's own zones where it has any, else by the usual charges; free where promised. */
export function shipItems(group: OrderGroup, items: PricedStoreItems, context: Context): Shipped {
  const { settings = NO_SETTINGS } = context;
  const zones = settings.zones.get(group.storeId);
  const shipped =
    zones === undefined
      ? byUsualCharges(group, items.lines, context)
      : byZones(group, items.lines, { ...context, zones });
  const [free] = items.freeShipping;
  if (free === undefined) return shipped;
  const rule = { id: free.promotionId, name: free.name };
  return { ...shipped, lines: shipped.lines.map((line) => withoutShipping(line, rule)) };
}

function byUsualCharges(group: OrderGroup, items: readonly PricedItems[], context: Context): Shipped {
  const { settings = NO_SETTINGS, policies, address } = context;
  const charges = policies.shipping(group, address);
  const lines = items.map((line, index) => {
    const shipping = exchangedOrRefused(settings.rates, charges[index]!, line.itemsTotal.currency);
    if (shipping.amountMinor === 0n) return { ...line, shipping };
    const isConverted = shipping.currency !== charges[index]!.currency;
    const explanation: Explanation = {
      ...{ kind: 'shipping', part: 'shipping', rule: USUAL_SHIPPING, amount: shipping, appliesTo: 'store' },
      ...(isConverted && { from: charges[index]! }),
    };
    return { ...line, shipping, explanations: [...line.explanations, explanation] };
  });
  return { lines, methods: [], chosen: null };
}

function byZones(
  group: OrderGroup,
  items: readonly PricedItems[],
  { address, zones: { zones, currency: own }, settings = NO_SETTINGS, choices = [] }: Context & { zones: ZonesOfStore },
): Shipped {
  const zone = zoneFor(zones, address);
  if (zone === null) throw new NotShippable(group.storeId, 'no_zone');
  const { currency } = items[0]!.itemsTotal;
  const parcel = {
    weightGrams: items.reduce((grams, { variant, quantity }) => grams + variant.weightGrams * quantity, 0),
    items: sum(
      items.map(({ itemsTotal }) => itemsTotal),
      currency,
    ),
  };
  const methods = methodsFor(zone, parcel, (amount) => exchangedOrRefused(settings.rates, amount, own)).map((method) =>
    methodWithAmount(method, own, (amount) => exchangedOrRefused(settings.rates, amount, currency)),
  );
  if (methods.length === 0) throw new NotShippable(group.storeId, 'no_method');
  const chosen = chosenOf(methods, group.storeId, choices);
  return { lines: spread(chosen, items), methods, chosen };
}

/** @throws ShippingMethodNotFound for a choice that cannot be had; a buyer who asked for it must not get another one */
function chosenOf(
  methods: readonly OfferedMethod[],
  storeId: string,
  choices: readonly ShippingChoice[],
): OfferedMethod {
  const index = choices.findIndex((choice) => choice.storeId === storeId);
  if (index === -1) return methods[0]!;
  const chosen = methods.find(({ methodId }) => methodId === choices[index]!.methodId);
  if (chosen === undefined) throw new ShippingMethodNotFound(index);
  return chosen;
}

/** One charge over lines by what they cost; by their units where all are free. */
function spread({ methodId, name, zone, amount }: OfferedMethod, items: readonly PricedItems[]): ShippedLine[] {
  const isFree = items.every(({ itemsTotal }) => itemsTotal.amountMinor === 0n);
  const weights = items.map(({ itemsTotal, quantity }) => (isFree ? BigInt(quantity) : itemsTotal.amountMinor));
  const parts = amount.amountMinor === 0n ? items.map(() => zero(amount.currency)) : allocate(amount, weights);
  return items.map((line, index) => {
    const shipping = parts[index]!;
    const explanation: Explanation = {
      ...{ kind: 'shipping', part: 'shipping', rule: { id: methodId, name: `${zone}: ${name}` } },
      ...{ amount: shipping, appliesTo: 'store' },
    };
    return { ...line, shipping, explanations: [...line.explanations, explanation] };
  });
}

function withoutShipping(line: ShippedLine, rule: Explanation['rule']): ShippedLine {
  if (line.shipping.amountMinor === 0n) return line;
  const amount = negate(line.shipping);
  const explanation: Explanation = { kind: 'discount', part: 'shipping', rule, amount, appliesTo: 'store' };
  return { ...line, shipping: zero(amount.currency), explanations: [...line.explanations, explanation] };
}
