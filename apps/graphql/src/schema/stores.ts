import type { Output } from '../upstream/upstream.ts';
import type { Store as StoreSource } from '../upstream/loaders.ts';
import { builder } from './builder.ts';
import { idArgument } from './id-argument.ts';
import { connectionField } from './from-contracts/connection.ts';
import { lookupField } from './from-contracts/lookup.ts';
import { output } from './from-contracts/outputs.ts';
import { schemaAt } from './from-contracts/procedures.ts';

export const Store = output<StoreSource>('Store', schemaAt('stores', 'getStore'), {
  node: { id: ({ storeId }) => storeId, load: (id, { loaders }) => loaders.store.load(id) },
});

export const Member = output('Member', schemaAt('stores', 'listMembers', 'items', '[]'));

const Membership = output('Membership', schemaAt('stores', 'myStores', 'items', '[]'));

builder.queryFields((t) => ({
  store: t.field({
    type: Store,
    description: 'Show a store; one that is not approved exists only for its members and admins.',
    args: { storeId: t.arg.id({ required: true, description: 'Which store.' }) },
    extensions: { cost: 10 },
    resolve: (_root, { storeId }, { loaders }) => loaders.store.load(idArgument(storeId, 'storeId')),
  }),
  stores: connectionField(t, Store, { context: 'stores', procedure: 'listStores' }),
  myStores: lookupField(t, {
    context: 'stores',
    procedure: 'myStores',
    type: [Membership],
    pick: ({ items }: Output<'stores', 'myStores'>) => items,
  }),
  storeMembers: lookupField(t, {
    context: 'stores',
    procedure: 'listMembers',
    type: [Member],
    pick: ({ items }: Output<'stores', 'listMembers'>) => items,
  }),
}));
