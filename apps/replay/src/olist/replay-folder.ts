import { join } from 'node:path';
import { differing, drawFigures } from '../console/figures.ts';
import type { Progress } from '../console/progress.ts';
import { contentTag } from '../input/content-hash.ts';
import { openJournal } from '../journal/journal.ts';
import { connectToMarket } from '../market/market.ts';
import { concurrently } from '../market/concurrently.ts';
import { ledgerProof } from '../market/ledger-proof.ts';
import { type History, historyFrom } from './history.ts';
import { planListings } from './listings.ts';
import { readBack } from './read-back.ts';
import { drawBreaks } from './report/breaks.ts';
import { paymentFigures, settlementFigures } from './report/money-figures.ts';
import { orderFigures, reviewFigures } from './report/order-figures.ts';
import { recordedFigures } from './recorded-figures.ts';
import { createCategories, listProducts } from './steps/list-products.ts';
import { knowsJournal, openStores } from './steps/open-stores.ts';
import { awaitEscrows, payOut } from './steps/pay-out.ts';
import { replayOrder } from './steps/settle-order.ts';
import { writeReviews } from './steps/write-reviews.ts';
import { createStory, type OlistJournal, type Story } from './story.ts';
import { findOlistFiles, readOlistTables } from './tables.ts';

export type ReplayOptions = {
  readonly folder: string;
  readonly marketplaceUrl: string;
  readonly dataDir: string;
  readonly concurrency: number;
  readonly progress: Progress;
  readonly print: (text: string) => void;
};

/**
 * Drives the running marketplace through everything that was recorded in an Olist-format folder, and compares.
 * @returns how many figures differ
 */
export async function replayFolder(options: ReplayOptions): Promise<number> {
  const { folder, marketplaceUrl, dataDir, concurrency, progress, print } = options;
  const files = await findOlistFiles(folder);
  const history = historyFrom(await readOlistTables(files));
  const tag = await contentTag([...files.values()]);
  const market = await connectToMarket(marketplaceUrl, (state) =>
    progress.note(
      state === 'lost'
        ? 'The marketplace does not answer; waiting for it to come back.'
        : 'The marketplace is back; going on.',
    ),
  );
  const journal = openJournal<OlistJournal>(join(dataDir, `replay-${tag}.jsonl`));
  const story = createStory({ market, journal, history, progress, concurrency, tag });
  try {
    if (!(await knowsJournal(story))) {
      progress.note('This marketplace knows nothing of the earlier replay; beginning anew.');
      journal.startAnew();
    } else if (!journal.isEmpty) progress.note('Going on where the replay was stopped.');
    await replay(story, history);
    return await report(story, print);
  } finally {
    journal.close();
  }
}

async function replay(story: Story, history: History): Promise<void> {
  await createCategories(story);
  await openStores(story);
  await listProducts(story, planListings(history));
  const phase = story.progress.phase('Orders', history.orders.length);
  await concurrently(history.orders, story.concurrency, async (order) => {
    await replayOrder(story, order);
    phase.tick();
  });
  phase.done();
  await writeReviews(story);
  await awaitEscrows(story);
  await payOut(story);
}

async function report(story: Story, print: (text: string) => void): Promise<number> {
  const recorded = recordedFigures(story.history);
  const haat = await readBack(story);
  const sections = [
    orderFigures(story, recorded, haat),
    paymentFigures(story, recorded, haat),
    settlementFigures(story, recorded, haat),
    reviewFigures(story, haat),
    await ledgerProof(story.market),
  ];
  print(drawFigures(sections));
  if (recorded.breaks.length > 0) {
    print(
      `\n${recorded.breaks.length} orders whose recorded payments are not their items and freight; each paid what it cost, with the recorded mix:`,
    );
    print(drawBreaks(recorded.breaks));
  }
  const wrong = differing(sections);
  print(
    wrong.length === 0
      ? '\nEvery figure agrees to the cent.'
      : `\n${wrong.length} figures DIFFER: ${wrong.map(({ name }) => name).join(', ')}.`,
  );
  return wrong.length;
}
