/** Time that passes on purpose. */
export interface Pace {
  /** The outcome of `work`, failures (or all outcomes) no sooner than after a fixed time, so that it tells nothing. */
  evenly<T>(on: 'failure' | 'any', work: () => Promise<T>): Promise<T>;
  /** Tokens carry whole seconds: only those of the next second are later than a revocation in this one. */
  untilNextSecond(): Promise<void>;
}
