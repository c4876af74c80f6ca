/** How often a term must stand in a text before more of it counts for little. */
const SATURATION = 1.2;
/** How much a long text is held against a term in it. */
const LENGTH_WEIGHT = 0.75;

/** Which documents hold which term in one field: pairs of document and count, in no order. */
export class FieldIndex {
  readonly weight: number;
  readonly #postings = new Map<string, number[]>();
  readonly #lengths: number[] = [];
  #filled = 0;
  #totalLength = 0;

  constructor(weight: number) {
    this.weight = weight;
  }

  add(document: number, counts: ReadonlyMap<string, number>, length: number): void {
    this.#lengths[document] = length;
    if (length === 0) return;
    this.#filled += 1;
    this.#totalLength += length;
    for (const [term, count] of counts) {
      const postings = this.#postings.get(term);
      if (postings === undefined) this.#postings.set(term, [document, count]);
      else postings.push(document, count);
    }
  }

  remove(document: number, counts: ReadonlyMap<string, number>, length: number): void {
    if (length === 0) return;
    this.#filled -= 1;
    this.#totalLength -= length;
    for (const term of counts.keys()) {
      const postings = this.#postings.get(term)!;
      const at = placeOf(postings, document);
      const count = postings.pop()!;
      const last = postings.pop()!;
      if (postings.length === 0) this.#postings.delete(term);
      else if (at < postings.length) {
        postings[at] = last;
        postings[at + 1] = count;
      }
    }
  }

  has(term: string): boolean {
    return this.#postings.has(term);
  }

  documentsWith(term: string): number {
    return (this.#postings.get(term)?.length ?? 0) / 2;
  }

  /** Tells each document with the term and what the term is worth there (BM25). */
  score(term: string, tell: (document: number, score: number) => void): void {
    const postings = this.#postings.get(term);
    if (postings === undefined) return;
    const holding = postings.length / 2;
    const rarity = this.weight * Math.log(1 + (this.#filled - holding + 0.5) / (holding + 0.5)) * (SATURATION + 1);
    const average = this.#totalLength / this.#filled;
    for (let at = 0; at < postings.length; at += 2) {
      const document = postings[at]!;
      const count = postings[at + 1]!;
      const length = 1 - LENGTH_WEIGHT + (LENGTH_WEIGHT * this.#lengths[document]!) / average;
      tell(document, (rarity * count) / (count + SATURATION * length));
    }
  }
}

function placeOf(postings: readonly number[], document: number): number {
  for (let at = 0; at < postings.length; at += 2) if (postings[at] === document) return at;
  throw new Error('a document is missing from the postings of its own term');
}
