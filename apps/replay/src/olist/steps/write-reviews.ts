import { hasCode, untilNot } from '../../market/until.ts';
import { concurrently } from '../../market/concurrently.ts';
import type { RecordedOrder, RecordedReview } from '../history.ts';
import type { Story } from '../story.ts';

const NOT_RECEIVED = ['catalog.line_not_found'];
const REFUSALS = [...NOT_RECEIVED, 'catalog.already_reviewed'];

/** What a review came to: it was written, or the code with which it was refused. */
export const WRITTEN = 'written';

/** Buyers review what they bought, one review an order line; what the marketplace refuses is kept with its code. */
export async function writeReviews(story: Story): Promise<void> {
  const reviewed = story.history.orders.filter(({ reviews, lines }) => reviews.length > 0 && lines.length > 0);
  const phase = story.progress.phase('Reviews', reviewed.length);
  await concurrently(reviewed, story.concurrency, async (order) => {
    // One after the other, because the first review of a line is the one that counts.
    for (const review of order.reviews) await writeReview(story, order, review);
    phase.tick();
  });
  phase.done();
}

async function writeReview(story: Story, order: RecordedOrder, review: RecordedReview): Promise<void> {
  const { market, journal, key } = story;
  const { rating, title, body } = review;
  for (const orderLineId of journal.get('settled', order.orderId)!.orderLineIds) {
    const id = `${review.key}-${orderLineId}`;
    if (journal.has('review', id)) continue;
    const write = () =>
      market.as(story.buyer(order.buyer.customerId), key('review', id), (api, options) =>
        api.catalog.writeReview({ orderLineId, rating, title, body }, options),
      );
    try {
      // The catalogue hears of a delivery a moment after it was confirmed.
      await (order.status === 'delivered'
        ? untilNot(`the delivery of ${order.orderId} to be known`, NOT_RECEIVED, write)
        : write());
      journal.record('review', id, { outcome: WRITTEN });
    } catch (error) {
      if (!hasCode(error, REFUSALS)) throw error;
      journal.record('review', id, { outcome: error.code });
    }
  }
}
