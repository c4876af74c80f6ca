import type { catalogContract, OutputOf } from '@haat/contracts';
import type { Handlers } from '@haat/service-kit';
import type { Application } from '../../application/application.ts';
import type { ProductImport } from '../../domain/transfer/product-import.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';

type Names = 'importProducts' | 'getImport' | 'listImports' | 'listImportRefusals' | 'cancelImport' | 'exportProducts';
type ImportWire = OutputOf<(typeof catalogContract)['procedures']['getImport']>;

const importToWire = ({ groupsDone: _, ...job }: ProductImport): ImportWire => ({
  ...job,
  createdAt: job.createdAt.toISOString(),
  finishedAt: job.finishedAt?.toISOString() ?? null,
});

export const createTransferHandlers = (app: Application): Pick<Handlers<typeof catalogContract>, Names> => ({
  importProducts: async ({ input, intent }) => importToWire(await app.importProducts(input, intent)),
  getImport: async ({ input }) => importToWire(await app.getImport(input)),
  async listImports({ input: { cursor, ...query } }) {
    const { items, next } = await app.listImports({ ...query, after: decodeCursor('imports', cursor) });
    return { items: items.map(importToWire), nextCursor: encodeCursor('imports', next) };
  },
  async listImportRefusals({ input: { cursor, ...query } }) {
    const { items, next } = await app.listImportRefusals({ ...query, after: decodeCursor('refusals', cursor) });
    return { items: [...items], nextCursor: encodeCursor('refusals', next) };
  },
  cancelImport: async ({ input, intent }) => importToWire(await app.cancelImport(input, intent)),
  async exportProducts({ input: { storeId } }) {
    const file = await app.exportProducts(storeId);
    return { fileName: 'products.csv', base64: Buffer.from(file).toString('base64') };
  },
});
