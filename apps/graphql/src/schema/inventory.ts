import { LIMITS } from '@haat/contracts';
import { DomainError } from '@haat/domain';
import { connectionField } from './from-contracts/connection.ts';
import { mutations } from './from-contracts/mutation.ts';
import { output, type Ref } from './from-contracts/outputs.ts';
import { schemaAt } from './from-contracts/procedures.ts';
import type { Output } from '../upstream/upstream.ts';
import { builder } from './builder.ts';
import { idArgument } from './id-argument.ts';

type StockSource = Output<'inventory', 'setStock'>;

export const StockLevel: Ref<StockSource> = output('StockLevel', schemaAt('inventory', 'setStock'));

const Availability = output<Output<'inventory', 'availability'>['items'][number]>(
  'Availability',
  schemaAt('inventory', 'availability', 'items', '[]'),
);

function atMostHundred(ids: readonly string[]): readonly string[] {
  if (ids.length <= LIMITS.pageSize) return ids;
  throw new DomainError('request.invalid', 'invalid', `At most ${LIMITS.pageSize} variants at once.`, {
    field: 'variantIds',
    rule: 'too_big',
  });
}

builder.queryFields((t) => ({
  stock: connectionField(t, StockLevel, { context: 'inventory', procedure: 'listStock' }),
  availability: t.field({
    type: [Availability],
    description: 'Say how many units of variants can be bought now; at most 100 at once.',
    args: { variantIds: t.arg.idList({ required: true, description: 'Which variants.' }) },
    extensions: { cost: 10 },
    resolve: async (_root, { variantIds }, { loaders }) => {
      const ids = atMostHundred(variantIds).map((id) => idArgument(id, 'variantIds'));
      const levels = await Promise.all(ids.map((id) => loaders.availability.load(id)));
      return levels.map((level, index) => level ?? { variantId: ids[index]!, available: 0 });
    },
  }),
}));

mutations('inventory', [
  { procedure: 'setStock', gives: ['stock', StockLevel] },
  { procedure: 'adjustStock', gives: ['stock', StockLevel] },
]);
