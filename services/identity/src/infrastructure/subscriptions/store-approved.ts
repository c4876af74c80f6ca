import { subscription, type Subscription, type Transaction } from '@haat/service-kit';
import type { SessionMemory } from '../../application/ports/session-memory.ts';
import type { IdentityStores } from '../../application/ports/unit-of-work.ts';
import { grantSellerWhenStoreApproved } from '../../application/reactions/grant-seller-when-store-approved.ts';

/** The consumer's position is kept under this name: renaming it handles all events once more. */
const GROUP = 'identity.grant-seller';

type Deps = { readonly bind: (tx: Transaction) => IdentityStores; readonly sessions: SessionMemory };

/** Owners of an approved store become sellers. */
export const storeApproved = ({ bind, sessions }: Deps): Subscription =>
  subscription({
    group: GROUP,
    on: ['storeChanged'],
    handle: async (tx, received) => {
      const approved = received.filter(({ data }) => data.status === 'approved');
      // Sorted, so that two batches lock the same users in the same order.
      const ownerIds = [...new Set(approved.flatMap(({ data }) => data.ownerIds))].sort();
      const promoted = await grantSellerWhenStoreApproved(bind(tx), ownerIds);
      tx.afterCommit(() => promoted.forEach((userId) => sessions.forget(userId)));
    },
  });
