import type { catalogContract } from '@haat/contracts';
import type { Handlers } from '@haat/service-kit';
import type { Application } from '../../application/application.ts';
import { restorableUntil } from '../../domain/product/delete-product.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { cardToWire, productToWire } from './to-wire.ts';

type Names = 'deleteProduct' | 'restoreProduct' | 'listDeletedProducts';

const deletionToWire = (deletedAt: Date) => ({
  deletedAt: deletedAt.toISOString(),
  restorableUntil: restorableUntil(deletedAt).toISOString(),
});

export const createDeletionHandlers = (app: Application): Pick<Handlers<typeof catalogContract>, Names> => ({
  async deleteProduct({ input, intent }) {
    const { productId, deletedAt } = await app.deleteProduct(input, intent);
    return { productId, ...deletionToWire(deletedAt) };
  },
  restoreProduct: async ({ input, intent }) => productToWire(await app.restoreProduct(input, intent)),
  async listDeletedProducts({ input: { storeId, limit, cursor } }) {
    const after = decodeCursor('deleted', cursor);
    const { items, next } = await app.listStoreProducts({ storeId, limit, after, isDeleted: true });
    return {
      items: items.map((card) => ({ ...cardToWire(card), ...deletionToWire(card.deletedAt!) })),
      nextCursor: encodeCursor('deleted', next),
    };
  },
});
