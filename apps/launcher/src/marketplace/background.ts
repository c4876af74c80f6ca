import { findDomainError } from '@haat/domain';
import { type AnyService, createEmbeddedBus, createRelay, type EventBus, type Worker } from '@haat/service-kit';
import type { Switchboard } from './switchboard.ts';

type OnDefect = (error: unknown, place: string) => void;

/** The bus of the embedded profile with all reactions. What passes by itself is retried and no defect. */
export function createBus(services: readonly AnyService[], onDefect: OnDefect): EventBus {
  const bus = createEmbeddedBus({
    onError: (error, group) => {
      if (findDomainError(error)?.kind !== 'unavailable') onDefect(error, `the reaction ${group}`);
    },
  });
  for (const { database, subscriptions } of services)
    for (const wanted of subscriptions) bus.subscribe(database, wanted);
  return bus;
}

type Background = {
  readonly bus: EventBus;
  readonly services: readonly AnyService[];
  readonly switchboard: Switchboard;
  readonly others: readonly Worker[];
};

/**
 * Starts relays and workers.
 * @returns what stops them and the bus, in the reverse of the order in which they must stop
 */
export function startBackground(
  { bus, services, switchboard, others }: Background,
  onDefect: OnDefect,
): (() => Promise<unknown>)[] {
  const relays = services.map(({ name, database, workers }) => {
    const relay = createRelay({ database, bus, onError: (error) => onDefect(error, `the relay of ${name}`) });
    switchboard.attach(name, [relay, ...workers]);
    return relay;
  });
  const workers = [...services.flatMap((service) => service.workers), ...others];
  for (const worker of [...relays, ...workers]) worker.start();
  const stopAll = (list: readonly Worker[]) => () => Promise.all(list.map((worker) => worker.stop()));
  return [() => bus.close(), stopAll(relays), stopAll(workers)];
}
