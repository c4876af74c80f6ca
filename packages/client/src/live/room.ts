import type { LiveMessage, ResumeGap } from '@haat/contracts';
import type { HaatError } from '../graphql/haat-error.ts';
import type { RoomHandlers } from './live-client.ts';

/** A room the client is in, and how far it has heard; both outlive the connection. */
export class Room {
  readonly name: string;
  readonly entered: Promise<void>;
  sequence: number | undefined;
  readonly #handlers: RoomHandlers;
  #resolve!: () => void;
  #reject!: (error: HaatError) => void;
  #wasEntered = false;

  constructor(name: string, handlers: RoomHandlers) {
    this.name = name.toLowerCase();
    this.sequence = handlers.after;
    this.#handlers = handlers;
    this.entered = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.entered.catch(() => undefined);
  }

  get place(): { room: string; after?: number } {
    return this.sequence === undefined ? { room: this.name } : { room: this.name, after: this.sequence };
  }

  enter(sequence: number): void {
    this.sequence ??= sequence;
    this.#wasEntered = true;
    this.#resolve();
  }

  /** Only what follows what was heard is new. @returns whether it was */
  hear(message: LiveMessage): boolean {
    if (this.sequence !== undefined && message.sequence <= this.sequence) return false;
    this.sequence = message.sequence;
    this.#handlers.onMessage(message);
    return true;
  }

  skip(gap: ResumeGap): void {
    this.sequence = gap.sequence;
    this.#handlers.onGap?.(gap);
  }

  /** Not let in; if it was before, it is closed now. */
  refuse(error: HaatError): void {
    if (this.#wasEntered) this.close(error);
    else this.#reject(error);
  }

  close(error: HaatError): void {
    this.#handlers.onClosed?.(error);
  }
}
