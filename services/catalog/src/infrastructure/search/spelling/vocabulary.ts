/** Known words with how many documents hold each, in the order of the alphabet. */
export class Vocabulary {
  readonly #counts = new Map<string, number>();
  readonly #sorted: string[] = [];

  get size(): number {
    return this.#sorted.length;
  }

  /** In order; valid until the next change. */
  get words(): readonly string[] {
    return this.#sorted;
  }

  countOf(word: string): number {
    return this.#counts.get(word) ?? 0;
  }

  add(word: string, times = 1): void {
    const known = this.#counts.get(word);
    this.#counts.set(word, (known ?? 0) + times);
    if (known === undefined) this.#sorted.splice(this.firstFrom(word), 0, word);
  }

  remove(word: string): void {
    const known = this.#counts.get(word);
    if (known === undefined) return;
    if (known > 1) this.#counts.set(word, known - 1);
    else {
      this.#counts.delete(word);
      this.#sorted.splice(this.firstFrom(word), 1);
    }
  }

  /** The place of the first word that is not before this text. */
  firstFrom(text: string): number {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#sorted[middle]! < text) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The words that begin with this text, at most `limit`, in order. */
  beginningWith(prefix: string, limit: number): string[] {
    const found: string[] = [];
    for (let at = this.firstFrom(prefix); at < this.#sorted.length && found.length < limit; at += 1) {
      const word = this.#sorted[at]!;
      if (!word.startsWith(prefix)) break;
      found.push(word);
    }
    return found;
  }
}
