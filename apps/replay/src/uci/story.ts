import type { Progress } from '../console/progress.ts';
import type { Journal } from '../journal/journal.ts';
import type { Caller, Market } from '../market/market.ts';
import type { PayoutJournal } from '../market/pay-out-store.ts';
import type { Person } from '../market/people.ts';
import type { UciPlan } from './plan-returns.ts';

/** What the journal of one import remembers. */
export type UciJournal = PayoutJournal & {
  store: { storeId: string };
  category: { categoryId: string };
  listing: { productId: string; variants: Record<string, string> };
  cart: { cartId: string; guestToken: string | null; attempt: number };
  placed: { checkoutId: string; orderId: string; attempt: number };
  delivered: { orderLineIds: Record<string, string> };
  returned: { returnId: string };
};

export const CURRENCY = 'GBP';
export const COUNTRY = 'GB';
/** The one store of an import. */
export const THE_STORE = 'store';

/** Everything the steps of one import share. */
export type UciStory = {
  readonly market: Market;
  readonly journal: Journal<UciJournal>;
  readonly plan: UciPlan;
  readonly progress: Progress;
  readonly concurrency: number;
  readonly tag: string;
  key(...parts: readonly (string | number)[]): string;
  readonly seller: Person;
  /** Who buys a cart: its customer, or a guest once the cart is open. */
  buyerOf(cart: { key: string; customerId: string | null }): Caller;
};

const PASSWORD = 'uci-import';

export function createUciStory(
  parts: Pick<UciStory, 'market' | 'journal' | 'plan' | 'progress' | 'concurrency' | 'tag'>,
): UciStory {
  const { tag, journal } = parts;
  return {
    ...parts,
    key: (...words) => `uci-${tag}-${words.join('-').replaceAll(/[^\x21-\x7e]/g, '_')}`,
    seller: { email: `uci-seller-${tag}@haat.example`, password: PASSWORD, displayName: 'UCI seller' },
    buyerOf({ key, customerId }) {
      if (customerId !== null)
        return {
          email: `uci-customer-${customerId}-${tag}@haat.example`,
          password: PASSWORD,
          displayName: `Customer ${customerId}`,
        };
      const guestToken = journal.get('cart', key)?.guestToken;
      return typeof guestToken === 'string' ? { guestToken } : null;
    },
  };
}
