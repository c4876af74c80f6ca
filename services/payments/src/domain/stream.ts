import type { DomainEvent, RecordedEvent } from '@haat/domain';

/** Gives the state after one more event. Pure, so that history can be folded again at any time by anybody. */
export type Fold<State, Event extends DomainEvent> = (state: State | null, event: RecordedEvent<Event>) => State;

/** Who records, and when. */
export type Occasion = { readonly at: Date; readonly actor: string };

/** An event-sourced aggregate in hand: its state, and the events that are to be appended. */
export class Stream<State, Event extends DomainEvent> {
  readonly changes: RecordedEvent<Event>[] = [];
  readonly #fold: Fold<State, Event>;
  #state: State | null;
  #version: number;

  constructor(fold: Fold<State, Event>, stored: { state: State; version: number } | null = null) {
    this.#fold = fold;
    this.#state = stored?.state ?? null;
    this.#version = stored?.version ?? 0;
  }

  get state(): State {
    if (this.#state === null) throw new Error('a stream without events has no state');
    return this.#state;
  }

  get version(): number {
    return this.#version;
  }

  record(event: Event, occasion: Occasion): void {
    this.#version += 1;
    const recorded = { ...event, version: this.#version, occurredAt: occasion.at, actor: occasion.actor };
    this.#state = this.#fold(this.#state, recorded);
    this.changes.push(recorded);
  }
}

/** The state after a whole history; null where nothing has happened. */
export const foldAll = <State, Event extends DomainEvent>(
  fold: Fold<State, Event>,
  events: readonly RecordedEvent<Event>[],
): State | null => events.reduce<State | null>((state, event) => fold(state, event), null);
