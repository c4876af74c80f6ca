import { type AnyService, createEmbeddedBus, createRelay, type Worker } from '@haat/service-kit';

type OnDefect = (error: unknown, place: string) => void;

/**
 * Starts relays, reactions and workers.
 * @returns what stops them, in the reverse of the order in which they must stop
 */
export function startBackground(
  services: readonly AnyService[],
  others: readonly Worker[],
  onDefect: OnDefect,
): (() => Promise<unknown>)[] {
  const bus = createEmbeddedBus({ onError: (error, group) => onDefect(error, `the reaction ${group}`) });
  for (const { database, subscriptions } of services) for (const wanted of subscriptions) bus.subscribe(database, wanted);
  const relays = services.map(({ database }) =>
    createRelay({ database, bus, onError: (error) => onDefect(error, `the relay of ${database.name}`) }),
  );
  const workers = [...services.flatMap((service) => service.workers), ...others];
  for (const worker of [...relays, ...workers]) worker.start();
  const stopAll = (list: readonly Worker[]) => () => Promise.all(list.map((worker) => worker.stop()));
  return [() => bus.close(), stopAll(relays), stopAll(workers)];
}
