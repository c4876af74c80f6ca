import type { orderingContract } from '@haat/contracts';
import type { ContextClient } from '@haat/service-kit';
import type { OpenOrders } from '../../application/ports/open-orders.ts';
import type { PersonalData, PersonalDataPage } from '../../application/ports/personal-data.ts';

type Asked = { readonly userId: string; readonly cursor?: string | undefined };

/** The part that every context has in common. */
export type PersonalDataClient = {
  readonly personalDataOf: { readonly query: (asked: Asked) => Promise<PersonalDataPage> };
};
export type OrderingClient = Pick<ContextClient<typeof orderingContract>, 'openOrdersOf'>;
type Read = (call: { readonly input: Asked }) => Promise<PersonalDataPage>;

export const createOpenOrders = (ordering: OrderingClient): OpenOrders => ({
  countOf: async (userId) => (await ordering.openOrdersOf.query({ userId })).openOrders,
});

/** Identity's own records first, then each of the other contexts'. */
export function createPersonalDataSources(
  own: Read,
  clients: Readonly<Record<string, PersonalDataClient>>,
): PersonalData {
  return {
    contexts: ['identity', ...Object.keys(clients)],
    page: (context, userId, cursor) => {
      const asked = cursor === null ? { userId } : { userId, cursor };
      return context === 'identity' ? own({ input: asked }) : clients[context]!.personalDataOf.query(asked);
    },
  };
}
