import Table from 'cli-table3';
import { setStage } from '../stage.ts';
import { ms } from '../statistics.ts';
import { readIcecat, readTypos } from './icecat.ts';
import { type Latency, measureLatency } from './latency.ts';
import { meanNdcg, withLetterDeleted } from './relevance.ts';
import { fillShelf } from './shelf.ts';
import { shareCorrected } from './typos.ts';

const SEEDS = [1, 2, 3, 4, 5];

/** Relevance and speed of search among the Icecat products, through the gateway of a whole marketplace. */
export async function measureSearch(): Promise<void> {
  const [icecat, typos] = await Promise.all([readIcecat(), readTypos()]);
  if (icecat === null || typos === null) {
    console.log('search is left out: the Icecat products, their ratings and the typos are not on this machine');
    return;
  }
  const { products, ratings } = icecat;
  const stage = await setStage({ shelf: 0 });
  try {
    const begin = performance.now();
    const skus = await fillShelf(stage, products);
    console.log(`listed ${products.length} products in ${((performance.now() - begin) / 1000).toFixed(0)} s`);
    const { catalog } = stage.api;
    const find = async (q: string) =>
      (await catalog.searchProducts({ q, limit: 10 })).items.map(({ productId }) => skus.get(productId) ?? '');
    const whole = await meanNdcg(ratings, (query) => query, find);
    const middle = await meanNdcg(ratings, (query) => withLetterDeleted(query, 'middle'), find);
    const seeded: number[] = [];
    for (const seed of SEEDS) seeded.push(await meanNdcg(ratings, (query) => withLetterDeleted(query, seed), find));

    const queries = [...ratings.keys()].flatMap((query) => [query, withLetterDeleted(query, 'middle')]);
    const searching = await measureLatency(queries, (q) => catalog.searchProducts({ q }));
    const suggesting = await measureLatency([...ratings.keys()].flatMap(keystrokesOf), (q) => catalog.suggest({ q }));

    const table = new Table({ head: ['figure', 'measured', 'aim'], style: { head: [], border: [] } });
    table.push(
      [`nDCG@10 over ${ratings.size} rated queries`, whole.toFixed(3), '≥ 0.70'],
      ['… with the middle letter of each long word deleted', middle.toFixed(3), '≥ 0.60'],
      ['… with one letter deleted by chance, five seeds', seeded.map((one) => one.toFixed(3)).join(' '), '≥ 0.60'],
      ['typos whose right word is among the first three', `${(shareCorrected(typos) * 100).toFixed(1)} %`, ''],
      ['search p50 / p95 / p99', textOf(searching), 'p95 ≤ 50 ms'],
      ['suggestions while typing p50 / p95 / p99', textOf(suggesting), 'p95 ≤ 25 ms'],
    );
    console.log(table.toString());
  } finally {
    await stage.stop();
  }
}

const textOf = ({ p50Ms, p95Ms, p99Ms }: Latency) => `${ms(p50Ms)} / ${ms(p95Ms)} / ${ms(p99Ms)}`;

/** What stands in the field after each key from the second on. */
const keystrokesOf = (query: string): string[] =>
  Array.from({ length: query.length - 1 }, (_, index) => query.slice(0, index + 2));
