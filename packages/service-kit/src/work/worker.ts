/** Something that runs beside the requests until it is stopped. */
export interface Worker {
  readonly name: string;
  start(): void;
  /** Resolves when nothing of it runs any more. */
  stop(): Promise<void>;
  /** There may be something to do: look now instead of at the next due time. */
  wake(): void;
}
