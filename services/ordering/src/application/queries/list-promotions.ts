import type { Clock } from '@haat/domain';
import type { CountedPromotion, PromotionPageWish, PromotionReader } from '../ports/promotions.ts';

type Deps = { readonly promotionReader: PromotionReader; readonly clock: Clock };
export type PromotionPage = { readonly items: readonly CountedPromotion[]; readonly next: string | null };

/** A store's promotions, newest first. One more than asked for is read, to know whether there is a next page. */
export const listPromotions =
  ({ promotionReader, clock }: Deps) =>
  async (wish: Omit<PromotionPageWish, 'now'>): Promise<PromotionPage> => {
    const found = await promotionReader.page({ ...wish, now: clock.now(), limit: wish.limit + 1 });
    const items = found.slice(0, wish.limit);
    return { items, next: found.length > wish.limit ? items.at(-1)!.promotionId : null };
  };
