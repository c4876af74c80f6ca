/**
 * A second, deliberately simple account of what the ledger should hold: no postings, no streams, plain sums per store. It
 * shares no code with the service, so that a mistake has to be made twice to go unseen.
 */
export type ModelLine = {
  orderLineId: string;
  quantity: number;
  items: bigint;
  shipping: bigint;
  refundedUnits: number;
};

export type ModelOrder = {
  readonly orderId: string;
  readonly index: number;
  readonly checkout: ModelCheckout;
  readonly store: ModelStore;
  readonly rate: bigint;
  readonly lines: ModelLine[];
  readonly total: bigint;
  state: 'unpaid' | 'held' | 'frozen' | 'released';
  isCancelled: boolean;
  isSplit: boolean;
  refunded: bigint;
  itemsLeft: bigint;
  disputeId: string | null;
};

export type ModelTender = {
  readonly tenderId: string;
  readonly isVoucher: boolean;
  readonly amount: bigint;
  status: 'pending' | 'succeeded' | 'declined';
};

export type ModelCheckout = {
  readonly checkoutId: string;
  readonly paymentId: string;
  readonly tenders: ModelTender[];
  readonly orders: ModelOrder[];
  status: 'processing' | 'completed' | 'failed' | 'cancelled';
};

export class ModelStore {
  readonly storeId: string;
  rate = 1_000n;
  pending = 0n;
  available = 0n;
  debt = 0n;
  inPayout = 0n;
  /** What was converted and not converted back. */
  dollars = 0n;
  /** Taken from this store's sales and not given back. */
  commission = 0n;

  constructor(storeId: string) {
    this.storeId = storeId;
  }
}

/** Ten per cent of 15 is 2: half a unit counts as a whole one. */
export const commissionOf = (items: bigint, rate: bigint): bigint => (2n * items * rate + 10_000n) / 20_000n;

export const leftOf = (order: ModelOrder): bigint => order.total - order.refunded;

export function complete(checkout: ModelCheckout): void {
  checkout.status = 'completed';
  for (const order of checkout.orders) {
    order.state = 'held';
    order.store.pending += order.total;
    if (order.isCancelled) refund(order, leftOf(order), order.itemsLeft);
  }
}

export function release(order: ModelOrder): void {
  if (order.state !== 'held' || leftOf(order) === 0n) return;
  const { store } = order;
  const commission = commissionOf(order.itemsLeft, order.rate);
  store.pending -= leftOf(order);
  store.commission += commission;
  earn(store, leftOf(order) - commission);
  order.state = 'released';
}

/** Money for a store repays its debt first. */
export function earn(store: ModelStore, amount: bigint): void {
  const net = store.debt + amount;
  store.debt = net < 0n ? net : 0n;
  store.available += net < 0n ? 0n : net;
}

/** Gives back an amount of which some is for items. */
export function refund(order: ModelOrder, amount: bigint, items: bigint): void {
  const { store, rate } = order;
  if (order.state === 'released') {
    const returned = commissionOf(order.itemsLeft, rate) - commissionOf(order.itemsLeft - items, rate);
    store.commission -= returned;
    store.available -= amount - returned;
    if (store.available < 0n) {
      store.debt += store.available;
      store.available = 0n;
    }
  } else {
    store.pending -= amount;
  }
  order.refunded += amount;
  order.itemsLeft -= items;
}

/** Counts units one by one; the last one of a line is worth what the others have left over. */
export function refundUnits(order: ModelOrder, line: ModelLine, units: number): void {
  let items = 0n;
  let shipping = 0n;
  for (let unit = 0; unit < units; unit += 1) {
    line.refundedUnits += 1;
    const isLast = line.refundedUnits === line.quantity;
    const worth = (whole: bigint) => {
      const each = whole / BigInt(line.quantity);
      return isLast ? whole - each * BigInt(line.quantity - 1) : each;
    };
    items += worth(line.items);
    shipping += worth(line.shipping);
  }
  refund(order, items + shipping, items);
}

/** A part to the buyer, of which items bear their share; the rest to the store. */
export function split(order: ModelOrder, amount: bigint): void {
  const left = leftOf(order);
  const items = order.itemsLeft;
  let itemsPart = (items * amount) / left;
  const restPart = ((left - items) * amount) / left;
  if (itemsPart + restPart < amount && (items * amount) % left >= ((left - items) * amount) % left) itemsPart += 1n;
  refund(order, amount, itemsPart);
  order.isSplit = true;
  order.state = 'held';
  release(order);
}

/** The rates of the model: a real is worth 0.2 dollars, a dollar 4.9 reals. Half a cent counts as a whole one. */
export const MODEL_RATES = { toDollars: '0.2', toReals: '4.9' } as const;

/** @returns false when the store has not that much, or so little is worth nothing */
export function convertToDollars(store: ModelStore, reals: bigint): boolean {
  const dollars = (4n * reals + 10n) / 20n;
  if (reals > store.available || dollars === 0n) return false;
  store.available -= reals;
  store.dollars += dollars;
  return true;
}

export function convertToReals(store: ModelStore, dollars: bigint): boolean {
  if (dollars > store.dollars) return false;
  store.dollars -= dollars;
  earn(store, (98n * dollars + 10n) / 20n);
  return true;
}
