import { type EventName, events, type IntegrationEvent } from '@haat/contracts';
import type { Tap } from './event-bus.ts';
import type { StoredEnvelope } from './integration-event.ts';

/** Who in this process is shown events as they pass; see {@link EventBus.tap}. */
export function createTaps() {
  const seersOfType = new Map<string, Set<(event: IntegrationEvent) => void>>();
  return {
    add<Name extends EventName>({ on, see }: Tap<Name>): () => void {
      const seer = see as unknown as (event: IntegrationEvent) => void;
      const types = on.map((name) => events[name].type);
      for (const type of types) seersOfType.set(type, (seersOfType.get(type) ?? new Set()).add(seer));
      return () => types.forEach((type) => seersOfType.get(type)?.delete(seer));
    },
    show(envelopes: readonly StoredEnvelope[]): void {
      for (const { envelope } of envelopes) seersOfType.get(envelope.type)?.forEach((see) => see(envelope));
    },
  };
}
