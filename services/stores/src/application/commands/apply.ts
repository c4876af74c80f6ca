import type { Clock, Ids, Intent } from '@haat/domain';
import {
  applyForStore,
  MAX_STORES_PER_OWNER,
  TooManyStores,
  type Store,
  type StoreProfile,
} from '../../domain/index.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import { signedInUserId } from '../signed-in-user.ts';

type Deps = { readonly unitOfWork: UnitOfWork; readonly clock: Clock; readonly ids: Ids };
export type ApplyInput = StoreProfile & { readonly slug: string; readonly currency: string };

/** Opens an application for a store; the applicant becomes its owner. */
export const apply =
  ({ unitOfWork, clock, ids }: Deps) =>
  (intent: Intent, input: ApplyInput): Promise<Store> =>
    unitOfWork.run(intent, async ({ stores, announcements }) => {
      const userId = signedInUserId(intent.actor);
      if ((await stores.lockCountOfOwner(userId)) >= MAX_STORES_PER_OWNER)
        throw new TooManyStores(MAX_STORES_PER_OWNER);
      const store = applyForStore({ ...input, storeId: ids.next() }, userId, clock.now());
      await stores.add(store);
      announcements.storeChanged(store);
      announcements.memberChanged({ storeId: store.storeId, userId, role: 'owner' });
      return store;
    });
