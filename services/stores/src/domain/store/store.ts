import type { Currency, StoreRole } from '@haat/domain';
import { nextStatus, type StatusVerb, type StoreStatus } from './store-status.ts';

/** How many stores one user may own. */
export const MAX_STORES_PER_OWNER = 20;
export const MAX_MEMBERS_PER_STORE = 100;

export type Member = { readonly userId: string; readonly role: StoreRole; readonly since: Date };

export type StoreProfile = {
  readonly name: string;
  readonly description: string;
  readonly country: string;
  readonly region: string | null;
  readonly city: string | null;
  readonly contactEmail: string | null;
};

/** A tenant of the marketplace. Its currency never changes, because prices and ledgers hang on it. */
export type Store = StoreProfile & {
  readonly storeId: string;
  readonly slug: string;
  readonly status: StoreStatus;
  readonly statusReason: string | null;
  readonly currency: Currency;
  readonly createdAt: Date;
  readonly members: readonly Member[];
};

type Application = StoreProfile & { readonly storeId: string; readonly slug: string; readonly currency: Currency };

/** A new store waits for approval; who applied owns it. */
export const applyForStore = (application: Application, applicantId: string, now: Date): Store => ({
  ...application,
  status: 'applied',
  statusReason: null,
  createdAt: now,
  members: [{ userId: applicantId, role: 'owner', since: now }],
});

/** Moves the store along its status table; a reason stays until the next move. */
export const moveStatus = (store: Store, verb: StatusVerb, reason: string | null): Store => ({
  ...store,
  status: nextStatus(store.status, verb),
  statusReason: reason,
});

/** Fields that are left out stay as they are. */
export const changeProfile = (store: Store, changes: Partial<StoreProfile>): Store => ({ ...store, ...changes });

export const ownersOf = (store: Pick<Store, 'members'>): string[] =>
  store.members.filter(({ role }) => role === 'owner').map(({ userId }) => userId);
