/** How many messages somebody may send: so many a second on average, and twice as many at once. */
export class MessageAllowance {
  readonly #perSecond: number;
  readonly #nowMs: () => number;
  #left: number;
  #filledAtMs: number;

  constructor(perSecond: number, nowMs: () => number) {
    this.#perSecond = perSecond;
    this.#nowMs = nowMs;
    this.#left = perSecond * 2;
    this.#filledAtMs = nowMs();
  }

  /** @returns false when the message is one too many */
  take(): boolean {
    const nowMs = this.#nowMs();
    const grownBy = ((nowMs - this.#filledAtMs) / 1000) * this.#perSecond;
    this.#left = Math.min(this.#perSecond * 2, this.#left + grownBy);
    this.#filledAtMs = nowMs;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
