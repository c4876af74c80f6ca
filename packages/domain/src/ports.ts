/** The time, in UTC. A port, so that timed release can be tested to the minute and moved in the embedded profile. */
export interface Clock {
  now(): Date;
}

/** Makes identifiers that sort by the time they were made (UUIDv7). */
export interface Ids {
  next(): string;
}
