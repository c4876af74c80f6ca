import type { ContextName, Contract, orderingContract } from '@haat/contracts';
import { createRealtime, type Realtime, type RealtimeDeps } from '@haat/realtime';
import type { ContextClient, EventBus, RequestHeaders } from '@haat/service-kit';

type LiveOptions = Omit<RealtimeDeps, 'orderingFor'> & {
  readonly bus: EventBus;
  readonly clientsFor: (headers: RequestHeaders) => (context: ContextName) => ContextClient<Contract>;
};

/** Live updates, joined to the bus and to the contexts that know who may see what. */
export function composeLive({ bus, clientsFor, ...deps }: LiveOptions): Realtime {
  const orderingFor = (headers: RequestHeaders) =>
    clientsFor(headers)('ordering') as unknown as ContextClient<typeof orderingContract>;
  const realtime = createRealtime({ ...deps, orderingFor });
  for (const wanted of realtime.subscriptions) bus.subscribe(realtime.database, wanted);
  realtime.watch(bus);
  return realtime;
}
