import { subscription, type Subscription, type Transaction } from '@haat/service-kit';
import type { StoreCopies } from '../../application/ports/outgoing-posts.ts';

/** The consumer's position is kept under this name: renaming it handles all events once more. */
const GROUP = 'notifications.copy-stores';

/** Keeps names and members of stores, so that telling a store needs no question to another context. */
export const copyStores = (copies: (tx: Transaction) => StoreCopies): Subscription =>
  subscription({
    group: GROUP,
    on: ['storeChanged', 'memberChanged'],
    handle: async (tx, received) => {
      for (const { data } of received) {
        if ('userId' in data) await copies(tx).membersChanged([data]);
        else await copies(tx).storesChanged([data]);
      }
    },
  });
