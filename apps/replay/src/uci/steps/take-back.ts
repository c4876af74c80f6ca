import { concurrently } from '../../market/concurrently.ts';
import { until } from '../../market/until.ts';
import type { ReturnPart } from '../plan-returns.ts';
import type { UciStory } from '../story.ts';

/** Customers ask to give back what the cancellations say, and the store accepts; the returns of one order in their turn. */
export async function takeBack(story: UciStory): Promise<void> {
  const byCart = [...Map.groupBy(story.plan.returns, ({ cartKey }) => cartKey)];
  const phase = story.progress.phase('Returns', byCart.length);
  await concurrently(byCart, story.concurrency, async ([cartKey, parts]) => {
    for (const [cancellation, ofOne] of Map.groupBy(parts, (part) => part.cancellation)) {
      const id = `${cancellation}-${cartKey}`;
      if (!story.journal.has('returned', id)) await takeBackOne(story, { id, cartKey, parts: ofOne });
    }
    await refundOf(story, cartKey, parts);
    phase.tick();
  });
  phase.done();
}

type OneReturn = { readonly id: string; readonly cartKey: string; readonly parts: readonly ReturnPart[] };

async function takeBackOne(story: UciStory, { id, cartKey, parts }: OneReturn): Promise<void> {
  const { market, journal, key, plan } = story;
  const { orderId } = journal.get('placed', cartKey)!;
  const cart = plan.carts.find((planned) => planned.key === cartKey)!;
  const wish = { orderId, lines: linesOf(story, cartKey, parts), reason: `Cancellation ${parts[0]!.cancellation}` };
  const { returnId } = await market.as(story.buyerOf(cart), key('return', id), (api, options) =>
    api.ordering.requestReturn(wish, options),
  );
  await market.as(story.seller, key('return-decision', id), (api, options) =>
    api.ordering.decideReturn({ orderId, returnId, accept: true }, options),
  );
  journal.record('returned', id, { returnId });
}

/** A cancellation may hold several lines of one code; they are units of one order line. */
function linesOf({ journal }: UciStory, cartKey: string, parts: readonly ReturnPart[]) {
  const { orderLineIds } = journal.get('delivered', cartKey)!;
  const variants = variantIdsOf(journal.entries('listing'));
  const quantities = new Map<string, number>();
  for (const { offerKey, quantity } of parts) {
    const orderLineId = orderLineIds[variants.get(offerKey)!]!;
    quantities.set(orderLineId, (quantities.get(orderLineId) ?? 0) + quantity);
  }
  return [...quantities].map(([orderLineId, quantity]) => ({ orderLineId, quantity }));
}

const known = new WeakMap<object, ReadonlyMap<string, string>>();

function variantIdsOf(
  listings: ReadonlyMap<string, { variants: Record<string, string> }>,
): ReadonlyMap<string, string> {
  let ids = known.get(listings);
  if (ids === undefined)
    known.set(listings, (ids = new Map([...listings.values()].flatMap(({ variants }) => Object.entries(variants)))));
  return ids;
}

/** Waits until the money of an order's returns has gone back. */
async function refundOf({ market, journal }: UciStory, cartKey: string, parts: readonly ReturnPart[]): Promise<void> {
  const { orderId } = journal.get('placed', cartKey)!;
  const expected = parts.reduce((sum, { priceMinor, quantity }) => sum + priceMinor * BigInt(quantity), 0n);
  await until(`the refund of invoice ${cartKey}`, async () => {
    const { refunded } = await market.as(market.admin, null, (api, options) =>
      api.payments.getEscrow({ orderId }, options),
    );
    return BigInt(refunded.amountMinor) >= expected ? true : undefined;
  });
}
