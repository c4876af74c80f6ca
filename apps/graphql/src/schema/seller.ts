import type { Output } from '../upstream/upstream.ts';
import { builder } from './builder.ts';
import { connectionField } from './from-contracts/connection.ts';
import { output, type Ref } from './from-contracts/outputs.ts';
import { schemaAt } from './from-contracts/procedures.ts';

type DeletedSource = Output<'catalog', 'listDeletedProducts'>['items'][number];

const Deleted: Ref<DeletedSource> = output<DeletedSource>(
  'DeletedProduct',
  schemaAt('catalog', 'listDeletedProducts', 'items', '[]'),
  {
    omit: ['slug', 'status', 'categoryId', 'priceFrom', 'inStock', 'rating', 'image'],
  },
);

builder.queryFields((t) => ({
  deletedProducts: connectionField(t, Deleted, { context: 'catalog', procedure: 'listDeletedProducts' }),
}));
