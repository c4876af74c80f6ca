import type { Output } from '../upstream/upstream.ts';
import { builder } from './builder.ts';
import { File } from './file.ts';
import { connectionField } from './from-contracts/connection.ts';
import { lookupField } from './from-contracts/lookup.ts';
import { mutations } from './from-contracts/mutation.ts';
import { output, type Ref } from './from-contracts/outputs.ts';
import { schemaAt } from './from-contracts/procedures.ts';

type ImportSource = Output<'catalog', 'getImport'>;

const ImportRefusal = output<Output<'catalog', 'listImportRefusals'>['items'][number]>(
  'ImportRefusal',
  schemaAt('catalog', 'listImportRefusals', 'items', '[]'),
);

const ProductImport: Ref<ImportSource> = output<ImportSource>('ProductImport', schemaAt('catalog', 'getImport'), {
  more: (t) => ({
    refusals: connectionField(t, ImportRefusal, {
      context: 'catalog',
      procedure: 'listImportRefusals',
      from: {
        storeId: ({ storeId }: ImportSource) => storeId,
        importId: ({ importId }: ImportSource) => importId,
      },
    }),
  }),
});

// A file to be imported is sent over REST.
builder.queryFields((t) => ({
  productImport: lookupField(t, { context: 'catalog', procedure: 'getImport', type: ProductImport }),
  exportProducts: lookupField(t, { context: 'catalog', procedure: 'exportProducts', type: File }),
  productImports: connectionField(t, ProductImport, { context: 'catalog', procedure: 'listImports' }),
}));

mutations('catalog', [
  { procedure: 'cancelImport', as: 'cancelProductImport', gives: ['productImport', ProductImport] },
]);
