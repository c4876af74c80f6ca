/**
 * Something that happened inside a context, in the past tense. It never leaves its context: what others may know is an
 * integration event of `@haat/contracts`.
 */
export type DomainEvent<Type extends string = string, Data = unknown> = {
  readonly type: Type;
  readonly data: Data;
};

/** A domain event as it was recorded in the stream of its aggregate. */
export type RecordedEvent<Event extends DomainEvent = DomainEvent> = Event & {
  readonly version: number;
  readonly occurredAt: Date;
  readonly actor: string;
};
