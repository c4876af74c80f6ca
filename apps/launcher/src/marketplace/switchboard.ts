import { DomainError } from '@haat/domain';
import type { AnyService, Worker } from '@haat/service-kit';

/**
 * Turns services off and on again while the others go on, as if their process were away: procedures answer
 * `service.unavailable` at every door, reactions wait, workers and relay stand still. It shows in one process what in the
 * distributed profile a lost container does.
 */
export interface Switchboard {
  readonly off: readonly string[];
  /** @returns whether there is such a service */
  turnOff(name: string): Promise<boolean>;
  turnOn(name: string): boolean;
  /** The same service, but for being silent while it is off. */
  switchable(service: AnyService): AnyService;
  /** Names what runs beside a service's requests, and stops with it. */
  attach(name: string, workers: readonly Worker[]): void;
}

export class ServiceIsOff extends DomainError {
  constructor(name: string) {
    super('service.unavailable', 'unavailable', `The service ${name} is away; try again later.`, { service: name });
  }
}

export function createSwitchboard(): Switchboard {
  const workersOf = new Map<string, readonly Worker[]>();
  const off = new Set<string>();
  const guarded =
    <Args extends unknown[], Result>(name: string, run: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      if (off.has(name)) throw new ServiceIsOff(name);
      return run(...args);
    };
  return {
    get off() {
      return [...off];
    },
    async turnOff(name) {
      const workers = workersOf.get(name);
      if (workers === undefined) return false;
      off.add(name);
      await Promise.all(workers.map((worker) => worker.stop()));
      return true;
    },
    turnOn(name) {
      const workers = workersOf.get(name);
      if (workers === undefined) return false;
      if (off.delete(name)) for (const worker of workers) worker.start();
      return true;
    },
    attach: (name, workers) => void workersOf.set(name, workers),
    switchable: (service) => ({
      ...service,
      handlers: Object.fromEntries(
        Object.entries(service.handlers).map(([procedure, handler]) => [procedure, guarded(service.name, handler)]),
      ),
      subscriptions: service.subscriptions.map((wanted) => ({
        ...wanted,
        handle: guarded(service.name, wanted.handle),
      })),
    }),
  };
}
