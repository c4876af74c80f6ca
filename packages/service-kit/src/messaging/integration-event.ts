import { type EventData, type EventName, events, type IntegrationEvent } from '@haat/contracts';

/** An integration event as a use case states it; the kit adds id, source and time. */
export type OutboxEvent<Name extends EventName = EventName> = Name extends EventName
  ? {
      readonly name: Name;
      /** Events with the same key of one producer are handled in the order in which they were written. */
      readonly key: string;
      /** What the event is about, as CloudEvents mean it. */
      readonly subject: string;
      readonly data: EventData<Name>;
    }
  : never;

/** One event out of several, so that a check of its `type` narrows its `data`. */
export type EventOf<Name extends EventName> = Name extends EventName ? IntegrationEvent<Name> : never;

/** An envelope with what a bus needs to route it and to keep its order. */
export type StoredEnvelope = {
  readonly topic: string;
  readonly key: string;
  readonly envelope: IntegrationEvent;
};

/** States an integration event with its data checked against the contract by the compiler. */
export function integrationEvent<Name extends EventName>(
  name: Name,
  { key, subject = key, data }: { readonly key: string; readonly subject?: string; readonly data: EventData<Name> },
): OutboxEvent<Name> {
  return { name, key, subject, data } as unknown as OutboxEvent<Name>;
}

/** True when a received event is the named one; narrows its data. */
export function isEvent<Name extends EventName>(event: IntegrationEvent, name: Name): event is IntegrationEvent<Name> {
  return event.type === events[name].type;
}
