import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { differing, drawFigures } from '../console/figures.ts';
import type { Progress } from '../console/progress.ts';
import { contentTag } from '../input/content-hash.ts';
import { InputError } from '../input/input-error.ts';
import { openJournal } from '../journal/journal.ts';
import { ledgerProof } from '../market/ledger-proof.ts';
import { connectToMarket } from '../market/market.ts';
import { payOutStore } from '../market/pay-out-store.ts';
import { until } from '../market/until.ts';
import { readUciLines, type UciLine } from './lines.ts';
import { planImport } from './plan-returns.ts';
import { readUciBack } from './read-back.ts';
import { lineFigures, saleFigures, uciSettlementFigures } from './report/figures.ts';
import { drawRefusals, writeRefusedLines } from './report/refused-lines.ts';
import { knowsUciJournal, listUciProducts, openUciStore } from './steps/open-uci-store.ts';
import { sellCarts } from './steps/sell-cart.ts';
import { takeBack } from './steps/take-back.ts';
import { createUciStory, CURRENCY, THE_STORE, type UciJournal, type UciStory } from './story.ts';

export type ImportOptions = {
  readonly file: string;
  readonly marketplaceUrl: string;
  readonly dataDir: string;
  readonly concurrency: number;
  readonly progress: Progress;
  readonly print: (text: string) => void;
};

/**
 * Replays the lines of a UCI Online Retail file as the history of one store, and compares.
 * @returns how many figures differ
 */
export async function importFile(options: ImportOptions): Promise<number> {
  const { file, marketplaceUrl, dataDir, concurrency, progress, print } = options;
  await access(file).catch(() => {
    throw new InputError(`The file ${file} cannot be read.`);
  });
  const lines = await readUciLines(file);
  const plan = planImport(lines);
  const tag = await contentTag([file]);
  const market = await connectToMarket(marketplaceUrl, (state) =>
    progress.note(
      state === 'lost'
        ? 'The marketplace does not answer; waiting for it to come back.'
        : 'The marketplace is back; going on.',
    ),
  );
  const journal = openJournal<UciJournal>(join(dataDir, `import-uci-${tag}.jsonl`));
  const story = createUciStory({ market, journal, plan, progress, concurrency, tag });
  try {
    if (!(await knowsUciJournal(story))) {
      progress.note('This marketplace knows nothing of the earlier import; beginning anew.');
      journal.startAnew();
    } else if (!journal.isEmpty) progress.note('Going on where the import was stopped.');
    await run(story);
    const refusedFile = join(dataDir, `import-uci-${tag}-refused.csv`);
    await writeRefusedLines(refusedFile, plan.refused);
    return await report(story, lines, { print, refusedFile });
  } finally {
    journal.close();
  }
}

async function run(story: UciStory): Promise<void> {
  await openUciStore(story);
  await listUciProducts(story);
  await sellCarts(story);
  await takeBack(story);
  const { market, journal, seller, key } = story;
  if (journal.has('payout', THE_STORE)) return;
  const { storeId } = journal.get('store', THE_STORE)!;
  await awaitReleases(story);
  await payOutStore({ market, journal, id: THE_STORE, storeId, currency: CURRENCY, owner: seller, key });
}

/** All is delivered, so nothing may be pending before the payout is asked for. */
async function awaitReleases({ market, journal, seller }: UciStory): Promise<void> {
  const { storeId } = journal.get('store', THE_STORE)!;
  await until('all escrow to be released', async () => {
    const { wallets } = await market.as(seller, null, (api, options) => api.payments.getWallet({ storeId }, options));
    return wallets.every(({ pending }) => pending.amountMinor === '0') ? true : undefined;
  });
}

async function report(
  story: UciStory,
  lines: readonly UciLine[],
  { print, refusedFile }: { print: (text: string) => void; refusedFile: string },
): Promise<number> {
  const { plan } = story;
  const haat = await readUciBack(story);
  const sections = [
    lineFigures(lines, plan, haat),
    saleFigures(plan, haat),
    uciSettlementFigures(plan, haat),
    await ledgerProof(story.market),
  ];
  print(drawFigures(sections));
  print(`\nRefused lines by field and rule; each is listed in ${refusedFile}:`);
  print(drawRefusals(plan.refused));
  const split = [...Map.groupBy(plan.carts, ({ invoice }) => invoice).values()].filter((carts) => carts.length > 1);
  if (split.length > 0) {
    print(
      `\n${split.length} invoices are bigger than a cart (100 lines, 10,000 units a line) and became several orders:`,
    );
    print(split.map((carts) => `${carts[0]!.invoice} (${carts.length})`).join(', '));
  }
  const wrong = differing(sections);
  print(
    wrong.length === 0
      ? '\nEvery figure agrees to the cent.'
      : `\n${wrong.length} figures DIFFER: ${wrong.map(({ name }) => name).join(', ')}.`,
  );
  return wrong.length;
}
