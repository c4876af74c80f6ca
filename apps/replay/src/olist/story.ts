import type { Journal } from '../journal/journal.ts';
import type { Market } from '../market/market.ts';
import type { Person } from '../market/people.ts';
import type { Progress } from '../console/progress.ts';
import type { History } from './history.ts';

/** What the replay's journal remembers; each entry is known by a recorded id. */
export type OlistJournal = {
  category: { categoryId: string };
  store: { storeId: string };
  listing: { productId: string; variants: Record<string, string> };
  placed: { checkoutId: string; attempt: number; orders: { orderId: string; storeId: string }[] };
  settled: { orderLineIds: string[] };
  refused: { code: string };
  review: { outcome: string };
  payoutWanted: { amountMinor: string };
  payout: { payoutId: string };
};

export const CURRENCY = 'BRL';
export const COUNTRY = 'BR';

/** Everything the steps of one replay share. */
export type Story = {
  readonly market: Market;
  readonly journal: Journal<OlistJournal>;
  readonly history: History;
  readonly progress: Progress;
  readonly concurrency: number;
  /** Tells this replay from those of other folders. */
  readonly tag: string;
  /** An idempotency key that is the same whenever the same step is taken. */
  key(...parts: readonly (string | number)[]): string;
  seller(sellerId: string): Person;
  buyer(customerId: string): Person;
};

const PASSWORD = 'olist-replay';
const SHORT_ID = 6;

export function createStory(
  parts: Pick<Story, 'market' | 'journal' | 'history' | 'progress' | 'concurrency' | 'tag'>,
): Story {
  const { tag } = parts;
  const person = (kind: string, id: string): Person => ({
    email: `olist-${kind}-${id}-${tag}@haat.example`,
    password: PASSWORD,
    displayName: `Olist ${kind} ${id.slice(0, SHORT_ID)}`,
  });
  return {
    ...parts,
    key: (...words) => `olist-${tag}-${words.join('-')}`,
    seller: (sellerId) => person('seller', sellerId),
    buyer: (customerId) => person('buyer', customerId),
  };
}
