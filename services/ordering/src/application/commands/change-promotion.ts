import type { Clock, Intent } from '@haat/domain';
import {
  changePromotion,
  endPromotion as promotionEnded,
  MAX_PROMOTIONS_PER_STORE,
  type PromotionChange,
  promotionStatus,
  TooManyPromotions,
} from '../../domain/index.ts';
import type { CountedPromotion } from '../ports/promotions.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

type Deps = { readonly unitOfWork: UnitOfWork; readonly clock: Clock };
type Ref = { readonly storeId: string; readonly promotionId: string };

/** Changes name, period or limits; one that had ended runs again if its new end lies ahead. */
export const updatePromotion =
  ({ unitOfWork, clock }: Deps) =>
  (intent: Intent, ref: Ref, change: PromotionChange): Promise<CountedPromotion> =>
    unitOfWork.run(intent, async ({ promotions }) => {
      const now = clock.now();
      const open = await promotions.lockAndCountOpen(ref.storeId, now);
      return promotions.update(ref, (promotion) => {
        const next = changePromotion(promotion, change);
        const reopens = promotionStatus(promotion, now) === 'ended' && promotionStatus(next, now) !== 'ended';
        if (reopens && open >= MAX_PROMOTIONS_PER_STORE) throw new TooManyPromotions(MAX_PROMOTIONS_PER_STORE);
        return next;
      });
    });

/** Ends a promotion now. */
export const endPromotion =
  ({ unitOfWork, clock }: Deps) =>
  (intent: Intent, ref: Ref): Promise<CountedPromotion> =>
    unitOfWork.run(intent, ({ promotions }) =>
      promotions.update(ref, (promotion) => promotionEnded(promotion, clock.now())),
    );
