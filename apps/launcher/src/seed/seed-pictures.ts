import { drawPicture } from './draw-picture.ts';
import type { SeedSession } from './seed-client.ts';
import { SEED_STORES } from './seed-data.ts';
import type { SeededProduct } from './seed-stores.ts';

type Hung = {
  readonly owner: string;
  readonly storeSlug: string;
  readonly goodsIndex: number;
  readonly product: SeededProduct;
};

/** So many at once keep both cores busy while the shelves are filled. */
const MAX_AT_ONCE = 4;

/** Draws one picture for each kind of goods and hangs it on its products, beside what else is seeded. */
export function createPictureHanger({ api, as }: SeedSession) {
  const drawn = new Map<string, string>();
  const lanes: Promise<unknown>[] = Array.from({ length: MAX_AT_ONCE }, () => Promise.resolve());
  let next = 0;

  const pictureOf = ({ storeSlug, goodsIndex }: Hung): string => {
    const key = `${storeSlug}/${goodsIndex}`;
    let picture = drawn.get(key);
    if (picture === undefined) {
      const storeIndex = SEED_STORES.findIndex(({ slug }) => slug === storeSlug);
      const hue = (storeIndex + goodsIndex / 10) / SEED_STORES.length;
      picture = drawPicture(hue, goodsIndex).toString('base64');
      drawn.set(key, picture);
    }
    return picture;
  };

  const upload = ({ owner, product, ...kind }: Hung) =>
    api.catalog.addMedia(
      {
        storeId: product.storeId,
        productId: product.productId,
        file: pictureOf({ owner, product, ...kind }),
        alt: product.title,
      },
      as(owner, `picture-${product.productId}`),
    );

  return {
    hang(hung: Hung): void {
      const lane = next % MAX_AT_ONCE;
      next += 1;
      lanes[lane] = lanes[lane]!.then(() => upload(hung));
      // Looked at when all hang; until then nobody may call it unhandled.
      lanes[lane].catch(() => {});
    },
    done: (): Promise<unknown> => Promise.all(lanes),
  };
}
