import { type Clock, type Ids, type Intent, principalOf } from '@haat/domain';
import {
  assertPeriod,
  MAX_PROMOTIONS_PER_STORE,
  type Promotion,
  StoreNotFound,
  TooManyPromotions,
} from '../../domain/index.ts';
import type { CountedPromotion } from '../ports/promotions.ts';
import type { StoreDirectory } from '../ports/store-directory.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

type Deps = {
  readonly unitOfWork: UnitOfWork;
  readonly storeDirectory: StoreDirectory;
  readonly clock: Clock;
  readonly ids: Ids;
};

type Wish = Omit<Promotion, 'promotionId' | 'currency' | 'startsAt' | 'createdAt'> & {
  readonly startsAt: Date | undefined;
};

/** Creates a promotion; its amounts are in the store's currency. */
export const createPromotion =
  ({ unitOfWork, storeDirectory, clock, ids }: Deps) =>
  async (intent: Intent, wish: Wish): Promise<CountedPromotion> => {
    const store = (await storeDirectory.describe([wish.storeId])).get(wish.storeId);
    if (store === undefined) throw new StoreNotFound();
    const now = clock.now();
    const promotion: Promotion = {
      ...wish,
      promotionId: ids.next(),
      code: wish.code?.toUpperCase() ?? null,
      currency: store.currency,
      startsAt: wish.startsAt ?? now,
      createdAt: now,
    };
    assertPeriod(promotion);
    return unitOfWork.run(intent, async ({ promotions }) => {
      const open = await promotions.lockAndCountOpen(promotion.storeId, now);
      if (open >= MAX_PROMOTIONS_PER_STORE) throw new TooManyPromotions(MAX_PROMOTIONS_PER_STORE);
      await promotions.add(promotion, principalOf(intent.actor));
      return { ...promotion, uses: 0 };
    });
  };
