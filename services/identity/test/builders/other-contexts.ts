import type { OrderingClient, PersonalDataClient } from '../../src/infrastructure/clients/privacy-clients.ts';

/** What the other contexts would answer about people; a test says what they keep, and whether they are away. */
export function otherContexts() {
  const state = { openOrders: 0, isAway: false, records: 1 };
  const reader = (context: string): PersonalDataClient => ({
    personalDataOf: {
      query: ({ userId, cursor }) => {
        if (state.isAway) return Promise.reject(new Error(`${context} is away`));
        const page = cursor === undefined ? 0 : Number(cursor);
        const nextCursor = page + 1 < state.records ? String(page + 1) : null;
        return Promise.resolve({ records: [{ kind: context, data: { userId, page } }], nextCursor });
      },
    },
  });
  const openOrdersOf = {
    query: () =>
      state.isAway ? Promise.reject(new Error('ordering is away')) : Promise.resolve({ openOrders: state.openOrders }),
  } as unknown as OrderingClient['openOrdersOf'];
  const clients = {
    catalog: reader('catalog'),
    payments: reader('payments'),
    ordering: { ...reader('ordering'), openOrdersOf },
    personalDataOfStores: reader('stores').personalDataOf,
  };
  return { state, clients };
}
