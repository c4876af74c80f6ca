import { type EventData, type EventName, events, type IntegrationEvent } from '@haat/contracts';

/** An integration event on its way into the outbox of the service that publishes it. */
export type OutboxEvent<Name extends EventName = EventName> = {
  readonly name: Name;
  /** Events with the same key stay in order. */
  readonly key: string;
  /** What the event is about, as CloudEvents `subject`. */
  readonly subject: string;
  readonly data: EventData<Name>;
};

/** Makes an event for {@link Transaction.publish}, with its data checked by the types. */
export function integrationEvent<Name extends EventName>(
  name: Name,
  { key, subject = key, data }: { key: string; subject?: string; data: EventData<Name> },
): OutboxEvent {
  return { name, key, subject, data } as OutboxEvent;
}

/** True when a received event is the named one; narrows its data. */
export function isEvent<Name extends EventName>(event: IntegrationEvent, name: Name): event is IntegrationEvent<Name> {
  return event.type === events[name].type;
}
