import { catalogContract, inventoryContract, storesContract, type InputOf, type OutputOf } from '@haat/contracts';
import { DomainError } from '@haat/domain';
import type { OrderingDeps } from '../../src/composition.ts';

type Variant = OutputOf<typeof catalogContract.procedures.describeVariants>['variants'][number];
type Reservation = InputOf<typeof inventoryContract.procedures.reserve>;
type Store = OutputOf<typeof storesContract.procedures.describeStores>['stores'][number];

export type Neighbours = {
  readonly variants: Map<string, Variant>;
  readonly stores: Map<string, Store>;
  /** Units on the shelf; a variant that is not named has plenty. */
  readonly stock: Map<string, number>;
  readonly held: Map<string, Reservation>;
  readonly calls: string[];
  /** Runs before a reservation is made, so that a test can act between pricing and writing. */
  beforeReserve: () => Promise<void>;
  readonly clients: OrderingDeps['clients'];
};

const PLENTY = 1_000_000;

/** The other contexts in memory. They check what they are sent and what they answer against the real contracts. */
export function someNeighbours(): Neighbours {
  const neighbours: Omit<Neighbours, 'clients'> = {
    ...{ variants: new Map(), stores: new Map(), stock: new Map(), held: new Map(), calls: [] },
    beforeReserve: () => Promise.resolve(),
  };
  const clients = {
    catalog: { describeVariants: { query: (input: unknown) => describeVariants(neighbours, input) } },
    inventory: {
      reserve: { mutate: (input: unknown) => reserve(neighbours, input) },
      release: { mutate: (input: unknown) => release(neighbours, input) },
    },
    stores: { describeStores: { query: (input: unknown) => describeStores(neighbours, input) } },
  };
  return Object.assign(neighbours, { clients: clients as unknown as OrderingDeps['clients'] });
}

type State = Omit<Neighbours, 'clients'>;

async function describeVariants(state: State, input: unknown) {
  const { input: schema, output } = catalogContract.procedures.describeVariants;
  const { variantIds } = schema.parse(input);
  state.calls.push('catalog.describeVariants');
  return output.parse({ variants: variantIds.flatMap((id) => state.variants.get(id) ?? []) });
}

async function describeStores(state: State, input: unknown) {
  const { input: schema, output } = storesContract.procedures.describeStores;
  const { storeIds } = schema.parse(input);
  state.calls.push('stores.describeStores');
  return output.parse({ stores: storeIds.flatMap((id) => state.stores.get(id) ?? []) });
}

async function reserve(state: State, input: unknown) {
  const { input: schema, output } = inventoryContract.procedures.reserve;
  const wish = schema.parse(input);
  await state.beforeReserve();
  state.calls.push('inventory.reserve');
  const standing = state.held.get(wish.checkoutId);
  if (standing !== undefined && !isSame(standing, wish) && wish.expiresAt < standing.expiresAt) throw superseded();
  const wanted = Map.groupBy(
    wish.orders.flatMap((order) => order.lines),
    (line) => line.variantId,
  );
  const lines = [...wanted].flatMap(([variantId, members]) => {
    const requested = members.reduce((total, line) => total + line.quantity, 0);
    const available = (state.stock.get(variantId) ?? PLENTY) - heldByOthers(state, variantId, wish.checkoutId);
    return requested > available ? [{ variantId, requested, available }] : [];
  });
  if (lines.length > 0) return output.parse({ outcome: 'stock_short', lines });
  state.held.set(wish.checkoutId, wish);
  return output.parse({ outcome: 'reserved' });
}

const isSame = (left: Reservation, right: Reservation) => JSON.stringify(left.orders) === JSON.stringify(right.orders);

/** As it arrives through a client: the domain error is the cause of the transport's. */
const superseded = () =>
  new Error('refused', {
    cause: new DomainError('inventory.reservation_superseded', 'conflict', 'Asked for something else since.'),
  });

function heldByOthers(state: State, variantId: string, checkoutId: string): number {
  const others = [...state.held.values()].filter((reservation) => reservation.checkoutId !== checkoutId);
  const lines = others.flatMap((reservation) => reservation.orders.flatMap((order) => order.lines));
  return lines.filter((line) => line.variantId === variantId).reduce((total, line) => total + line.quantity, 0);
}

async function release(state: State, input: unknown) {
  const { checkoutId } = inventoryContract.procedures.release.input.parse(input);
  state.calls.push('inventory.release');
  state.held.delete(checkoutId);
  return {};
}
