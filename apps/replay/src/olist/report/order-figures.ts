import { amount, count, type Figure, type FigureSection } from '../../console/figures.ts';
import type { RecordedOrder } from '../history.ts';
import type { Haat } from '../read-back.ts';
import type { RecordedFigures } from '../recorded-figures.ts';
import type { Story } from '../story.ts';
import { WRITTEN } from '../steps/write-reviews.ts';
import { checkoutsOf, freightIn, itemsIn } from './haat-orders.ts';

/** Orders by status, split by store, and what they hold. */
export function orderFigures(story: Story, recorded: RecordedFigures, haat: Haat): FigureSection {
  const checkouts = checkoutsOf(haat);
  const refused = [...story.journal.entries('refused').values()];
  const figures: Figure[] = [
    ...statusFigures(story, recorded, haat),
    { name: 'orders with items', recorded: count(recorded.ordersWithItems), haat: count(checkouts.length) },
    {
      name: 'orders without items, tried and refused',
      recorded: count(story.history.orders.length - recorded.ordersWithItems),
      haat: count(refused.length),
      because: tally(refused.map(({ code }) => code)),
    },
    { name: 'store orders after the split', recorded: count(recorded.storeOrders), haat: count(haat.orders.length) },
    {
      name: 'orders with more than one seller',
      recorded: count(recorded.multiSellerOrders),
      haat: count(checkouts.filter(({ orders }) => orders.length > 1).length),
    },
    { name: 'sum of item prices', recorded: amount(recorded.itemsMinor), haat: amount(itemsIn(haat.orders)) },
    { name: 'sum of freight', recorded: amount(recorded.freightMinor), haat: amount(freightIn(haat.orders)) },
  ];
  if (haat.givenUp.length > 0) {
    figures.push({
      name: 'store orders given up during outages, placed again',
      recorded: count(haat.givenUp.length),
      haat: count(haat.givenUp.length),
    });
  }
  return { title: 'orders', figures };
}

function statusFigures({ history, journal }: Story, recorded: RecordedFigures, haat: Haat): Figure[] {
  const statusOf = new Map(checkoutsOf(haat).map(({ checkoutId, status }) => [checkoutId, status]));
  const inHaat = (order: RecordedOrder) => statusOf.get(journal.get('placed', order.orderId)?.checkoutId ?? '');
  return [...recorded.ordersByStatus]
    .sort(([, a], [, b]) => b - a)
    .map(([status, total]) => {
      const expected = status === 'created' ? 'approved' : status;
      const ofStatus = history.orders.filter((order) => order.status === status);
      const reached = ofStatus.filter((order) => inHaat(order) === expected).length;
      const refused = ofStatus.filter(({ orderId }) => journal.has('refused', orderId)).length;
      return {
        name: `orders ${status}`,
        recorded: count(total),
        haat: count(reached + refused),
        ...(refused === 0 ? {} : { because: `${count(reached)} ${status} + ${count(refused)} without items, refused` }),
      };
    });
}

/** Reviews: what was written, read back from the products, and what was refused. */
export function reviewFigures({ history, journal }: Story, haat: Haat): FigureSection {
  const outcomes = [...journal.entries('review').values()].map(({ outcome }) => outcome);
  const reviewable = history.orders.filter(
    ({ status, reviews, lines }) => status === 'delivered' && reviews.length > 0 && lines.length > 0,
  );
  const onNothing = history.orders
    .filter(({ lines }) => lines.length === 0)
    .reduce((sum, { reviews }) => sum + reviews.length, 0);
  const rows = history.orders.reduce((sum, { reviews }) => sum + reviews.length, 0);
  const refusals = outcomes.filter((outcome) => outcome !== WRITTEN);
  const expected = history.orders
    .filter(({ lines }) => lines.length > 0)
    .reduce((sum, { reviews, lines }) => sum + reviews.length * lines.length, 0);
  return {
    title: 'reviews',
    figures: [
      {
        name: 'order lines of delivered orders with a review',
        recorded: count(reviewable.reduce((sum, { lines }) => sum + lines.length, 0)),
        haat: count(haat.reviews),
        because: `${count(rows)} recorded rows, ${count(onNothing)} of them on orders without items; each row reviews every line of its order`,
      },
      {
        name: 'reviews refused, line by line',
        recorded: count(expected - reviewable.reduce((sum, { lines }) => sum + lines.length, 0)),
        haat: count(refusals.length),
        because: tally(refusals),
      },
    ],
  };
}

function tally(words: readonly string[]): string {
  return (
    [...Map.groupBy(words, (word) => word)].map(([word, { length }]) => `${word} ${count(length)}`).join(' · ') ||
    'none'
  );
}
