import type { LiveMessage, ResumeGap } from '@haat/contracts';
import type { MessageReader } from '../store/message-reader.ts';

/** Where the messages of a cursor go: a socket, or whoever reads a subscription. */
export interface Sink {
  /** False while its buffer is full; the cursor then stops, and goes on from the table when it is woken. */
  isOpen(): boolean;
  deliver(message: LiveMessage): void;
  gap(gap: ResumeGap): void;
  /** The table could not be read. */
  fail(error: unknown): void;
}

type CursorOptions = { readonly room: string; readonly reader: MessageReader; readonly sink: Sink };

/**
 * One reader's place in one room. Messages come from the hub as they are committed while the reader keeps up, and from the
 * table whenever it does not: after a resume, after a full buffer, after news from another process. Its position only
 * ever moves from one sequence to the next, which is what makes delivery exactly once and in order.
 */
export class RoomCursor {
  readonly room: string;
  readonly #reader: MessageReader;
  readonly #sink: Sink;
  #position = 0;
  /** The highest sequence that is known to be in the table. */
  #known = 0;
  #isReading = true;
  #isStopped = false;

  constructor({ room, reader, sink }: CursorOptions) {
    this.room = room;
    this.#reader = reader;
    this.#sink = sink;
  }

  get position(): number {
    return this.#position;
  }

  get behind(): number {
    return Math.max(0, this.#known - this.#position);
  }

  /**
   * Takes its place: after what the reader has, or at the end of the room. Nothing is delivered before `go`, so that the
   * reader can be told its place first; what is offered meanwhile is noted.
   * @returns the sequence after which it is told
   */
  async start(after: number | undefined): Promise<number> {
    const last = await this.#reader.last(this.room);
    this.#position = after ?? last;
    this.#known = Math.max(this.#known, last);
    return this.#position;
  }

  go(): void {
    this.#isReading = false;
    // A reader who is ahead of the room remembers a room that was restored from a copy: nothing it has can be relied on.
    if (this.#position > this.#known) this.#skipTo(this.#known);
    this.wake();
  }

  /** Tells of messages that were just committed, in order. */
  offer(messages: readonly LiveMessage[]): void {
    this.#known = Math.max(this.#known, messages.at(-1)!.sequence);
    if (!this.#isReading && messages[0]!.sequence <= this.#position + 1) this.#deliver(messages);
    this.wake();
  }

  /** Another process has added messages up to this one. */
  announce(sequence: number): void {
    this.#known = Math.max(this.#known, sequence);
    this.wake();
  }

  /** Goes on from the table if there is anything to go on with. */
  wake(): void {
    if (this.#isReading || this.#isStopped || this.#position >= this.#known || !this.#sink.isOpen()) return;
    this.#isReading = true;
    void this.#catchUp();
  }

  stop(): void {
    this.#isStopped = true;
  }

  async #catchUp(): Promise<void> {
    try {
      while (!this.#isStopped && this.#position < this.#known && this.#sink.isOpen()) await this.#readPage();
    } catch (error) {
      if (!this.#isStopped) this.#sink.fail(error);
      return;
    } finally {
      this.#isReading = false;
    }
    this.wake();
  }

  async #readPage(): Promise<void> {
    const { last, messages } = await this.#reader.page(this.room, this.#position);
    if (this.#isStopped) return;
    this.#known = Math.max(this.#known, last);
    const oldest = messages[0]?.sequence ?? last + 1;
    if (oldest > this.#position + 1) this.#skipTo(last);
    else this.#deliver(messages);
  }

  #skipTo(sequence: number): void {
    this.#sink.gap({ room: this.room, after: this.#position, sequence });
    this.#position = sequence;
  }

  #deliver(messages: readonly LiveMessage[]): void {
    for (const message of messages) {
      if (message.sequence !== this.#position + 1) continue;
      if (this.#isStopped || !this.#sink.isOpen()) return;
      this.#position = message.sequence;
      this.#sink.deliver(message);
    }
  }
}
