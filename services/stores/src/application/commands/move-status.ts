import type { Intent } from '@haat/domain';
import { moveStatus as moved, type StatusVerb, type Store } from '../../domain/index.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

type Deps = { readonly unitOfWork: UnitOfWork };
type Input = { readonly storeId: string; readonly reason?: string };

/** Approves, rejects, suspends or reinstates a store, as its status allows. */
export const moveStatus =
  ({ unitOfWork }: Deps, verb: StatusVerb) =>
  (intent: Intent, { storeId, reason }: Input): Promise<Store> =>
    unitOfWork.run(intent, async ({ stores, announcements }) => {
      const { after } = await stores.update(storeId, (store) => moved(store, verb, reason ?? null));
      announcements.storeChanged(after);
      return after;
    });
