/** Something that works in the background until it is stopped. */
export interface Worker {
  readonly name: string;
  start(): void;
  /** Lets the work in hand finish, then stops. */
  stop(): Promise<void>;
  /** Says that there may be work now. */
  wake(): void;
}
