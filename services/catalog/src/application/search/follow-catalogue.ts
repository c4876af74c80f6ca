import type { SearchIndex } from '../ports/search-index.ts';
import type { SearchSource, SourcePosition } from '../ports/search-source.ts';

/** So many products are read and indexed at once, so that requests get their turn in between. */
const PAGE = 50;

export type CatalogueFollower = {
  /** Takes in everything at first, then what has changed. Answers how many changes there were. */
  step(): Promise<number>;
  isFilled(): boolean;
  /** Resolves as soon as the index holds the whole catalogue. */
  readonly filled: Promise<void>;
};

type Deps = {
  readonly source: SearchSource;
  readonly index: SearchIndex;
  /** Lets others have their turn. */
  readonly pause: () => Promise<void>;
};

/**
 * Fills an index from the catalogue and keeps it level with it. Each process follows by itself, so that it makes no
 * difference which of them changed something.
 */
export function createCatalogueFollower({ source, index, pause }: Deps): CatalogueFollower {
  const { promise: filled, resolve: tellFilled } = Promise.withResolvers<void>();
  let isFilled = false;
  // Kept from the first attempt: what left the market while a filling failed must be told by the news after the next.
  let position: SourcePosition | null = null;
  let taken = new Map<string, string>();

  const fill = async (): Promise<number> => {
    position ??= await source.position();
    let after: string | null = null;
    let count = 0;
    for (;;) {
      const page = await source.page(after, PAGE);
      await index.apply(page.map((document) => ({ kind: 'put', document })));
      count += page.length;
      if (page.length < PAGE) break;
      after = page.at(-1)!.productId;
      await pause();
    }
    await follow();
    isFilled = true;
    tellFilled();
    return count;
  };

  const follow = async (): Promise<number> => {
    const news = await source.newsSince(position!);
    const fresh = news.changes.filter(({ productId, mark }) => taken.get(productId) !== mark);
    for (let at = 0; at < fresh.length; at += PAGE) {
      await index.apply(fresh.slice(at, at + PAGE).map(({ change }) => change));
      await pause();
    }
    if (news.synonyms !== null) await index.useSynonyms(news.synonyms);
    taken = new Map(news.changes.map(({ productId, mark }) => [productId, mark]));
    position = news.position;
    return fresh.length;
  };

  return { step: () => (isFilled ? follow() : fill()), isFilled: () => isFilled, filled };
}
