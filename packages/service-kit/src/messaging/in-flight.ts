/**
 * Which rows are on their way, so that none is handed out twice while it is, and which of them have arrived and wait to
 * be marked. A row leaves only when its mark is committed, so that a read that runs meanwhile does not find it again.
 */
export class InFlight {
  readonly #positions = new Set<string>();
  #arrived: string[] = [];

  get size(): number {
    return this.#positions.size;
  }

  get positions(): string[] {
    return [...this.#positions];
  }

  get hasArrived(): boolean {
    return this.#arrived.length > 0;
  }

  depart(positions: readonly string[]): void {
    for (const position of positions) this.#positions.add(position);
  }

  /** Rows that nobody carries any more; they may be handed out again. */
  abandon(positions: readonly string[]): void {
    for (const position of positions) this.#positions.delete(position);
  }

  arrive(positions: readonly string[]): void {
    this.#arrived = this.#arrived.concat(positions);
  }

  /** Marks all that has arrived; if the mark fails, it is kept for the next attempt. */
  async settle(mark: (positions: string[]) => Promise<void>): Promise<void> {
    const arrived = this.#arrived;
    if (arrived.length === 0) return;
    this.#arrived = [];
    try {
      await mark(arrived);
    } catch (error) {
      this.#arrived = arrived.concat(this.#arrived);
      throw error;
    }
    for (const position of arrived) this.#positions.delete(position);
  }
}
