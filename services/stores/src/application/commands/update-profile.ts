import type { Intent } from '@haat/domain';
import { changeProfile, type Store, type StoreProfile } from '../../domain/index.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

type Deps = { readonly unitOfWork: UnitOfWork };
type Input = { readonly storeId: string; readonly changes: Partial<StoreProfile> };

/** Changes the fields of a store's profile that are given. */
export const updateProfile =
  ({ unitOfWork }: Deps) =>
  (intent: Intent, { storeId, changes }: Input): Promise<Store> =>
    unitOfWork.run(intent, async ({ stores, announcements }) => {
      const { after } = await stores.update(storeId, (store) => changeProfile(store, changes));
      announcements.storeChanged(after);
      return after;
    });
