import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

/** Where test data lies that is not part of the project. */
const DATA = new URL('../../../../shared/data/', import.meta.url);

/** A product of the Icecat set, as it is sold in the marketplace. */
export type IcecatProduct = {
  readonly sku: string;
  readonly title: string;
  readonly description: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly priceMinor: string;
};

/** What people thought of each product for a query, from 0 to 3. */
export type Ratings = ReadonlyMap<string, ReadonlyMap<string, number>>;

const MAX_ATTRIBUTES = 100;
const MAX_TITLE = 200;
const MAX_VALUE = 400;
const MAX_LABEL = 80;

/** The products and ratings; null where the data is not to be had. */
export async function readIcecat(): Promise<{ products: IcecatProduct[]; ratings: Ratings } | null> {
  try {
    const [packed, csv] = await Promise.all([
      readFile(new URL('search/icecat_products_19406.jsonl.gz', DATA)),
      readFile(new URL('search/ratings.csv', DATA), 'utf8'),
    ]);
    const lines = (await promisify(gunzip)(packed)).toString().trim().split('\n');
    return { products: lines.map((line) => toProduct(JSON.parse(line) as IcecatLine)), ratings: toRatings(csv) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Wrong spellings by the right word; null where the data is not to be had. */
export async function readTypos(): Promise<Map<string, string[]> | null> {
  const text = await readFile(new URL('typos/norvig_spell-testset1.txt', DATA), 'utf8').catch(() => null);
  if (text === null) return null;
  return new Map(
    [...text.matchAll(/'([^']+)':\s*'([^']+)'/g)].map((found) => [found[1]!, found[2]!.trim().split(/\s+/)]),
  );
}

type IcecatLine = {
  id: string;
  name: string;
  title: string;
  short_description?: string;
  supplier: string;
  price: number;
} & Record<string, unknown>;

function toProduct(line: IcecatLine): IcecatProduct {
  const attributes: Record<string, string> = { Brand: line.supplier, Model: line.name.slice(0, MAX_VALUE) };
  for (const [key, value] of Object.entries(line)) {
    if (Object.keys(attributes).length >= MAX_ATTRIBUTES) break;
    const name = /^attr_[tn]_(.+?)(?:__.*)?$/.exec(key)?.[1]?.replaceAll('_', ' ').slice(0, MAX_LABEL).trim();
    const text = String(value).slice(0, MAX_VALUE).trim();
    if (name !== undefined && name !== '' && text !== '') attributes[name[0]!.toUpperCase() + name.slice(1)] = text;
  }
  return {
    sku: line.id,
    title: line.title.slice(0, MAX_TITLE),
    description: line.short_description ?? '',
    attributes,
    priceMinor: String(Math.max(1, line.price)),
  };
}

function toRatings(csv: string): Ratings {
  const ratings = new Map<string, Map<string, number>>();
  for (const line of csv.trim().split(/\r?\n/).slice(1)) {
    const [, query, sku, rating] = /^"?(.*?)"?,(\d+),(\d)$/.exec(line)!;
    const rated = ratings.get(query!) ?? new Map<string, number>();
    ratings.set(query!, rated.set(sku!, Number(rating)));
  }
  // A query of which nothing is any good says nothing about an order.
  return new Map([...ratings].filter(([, rated]) => [...rated.values()].some((rating) => rating > 0)));
}
