import type { RestClient } from '@haat/client';
import { as } from './people.ts';
import { until } from './until.ts';

/** A picture of one black pixel. */
export const ONE_PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAADElEQVQImWNgYGAAAAAEAAGjChXjAAAAAElFTkSuQmCC',
  'base64',
);

const GOODS = Buffer.from('handle,title,sku,price\nimported,Imported,IMPORTED,1.00\n');

/** What a store has beside its goods: two pictures of a draft, a file that was imported, a product to be deleted. */
export async function storeroom(
  api: RestClient,
  owner: string,
  { storeId, productId }: { storeId: string; productId: string },
) {
  const file = ONE_PIXEL.toString('base64');
  await api.catalog.addMedia({ storeId, productId, file }, as(owner));
  const { media } = await api.catalog.addMedia({ storeId, productId, file }, as(owner));
  const { importId } = await api.catalog.importProducts({ storeId, file: GOODS.toString('base64') }, as(owner));
  await until('the import to end', async () => {
    const { status } = await api.catalog.getImport({ storeId, importId }, as(owner));
    return status === 'finished';
  });
  const doomed = await api.catalog.createProduct(
    { storeId, title: 'Not for long', variants: [{ sku: 'DOOMED-1', priceMinor: '100' }] },
    as(owner),
  );
  return { mediaId: media[0]!.mediaId, shownMediaId: media[1]!.mediaId, importId, doomedProductId: doomed.productId };
}
