/** Where the scores of one query come together. */
export class Scratch {
  /** By document. */
  readonly scores: Float64Array;
  /** How many words of the query a document holds. */
  readonly matched: Uint8Array;
  /** Those that hold any. */
  readonly documents: number[] = [];
  readonly #tie: number;
  readonly #best: Float64Array;
  readonly #sum: Float64Array;
  readonly #alternative: Int32Array;
  #touched: number[] = [];
  #current = 0;

  /** `tie`: how much the fields beside the best one add. */
  constructor(capacity: number, tie: number) {
    this.#tie = tie;
    this.scores = new Float64Array(capacity);
    this.matched = new Uint8Array(capacity);
    this.#best = new Float64Array(capacity);
    this.#sum = new Float64Array(capacity);
    this.#alternative = new Int32Array(capacity);
  }

  beginAlternative(): void {
    this.#current += 1;
  }

  /** A field of the document holds the alternative. */
  note(document: number, score: number): void {
    if (this.#alternative[document] === 0) {
      this.#touched.push(document);
      this.#alternative[document] = this.#current;
    }
    if (score > this.#best[document]!) this.#best[document] = score;
    // Another alternative of the same word is no second find.
    if (this.#alternative[document] === this.#current) this.#sum[document]! += score;
  }

  endWord(): void {
    for (const document of this.#touched) {
      if (this.matched[document] === 0) this.documents.push(document);
      const best = this.#best[document]!;
      this.scores[document]! += best + this.#tie * Math.max(0, this.#sum[document]! - best);
      this.matched[document]! += 1;
      this.#best[document] = 0;
      this.#sum[document] = 0;
      this.#alternative[document] = 0;
    }
    this.#touched = [];
  }
}
