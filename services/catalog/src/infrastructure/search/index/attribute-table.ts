import { fold } from '../text/words.ts';

/** An attribute's value has a number, so that counting it costs an addition. */
type Pair = { readonly name: number; readonly label: string; readonly value: string };

/** The attributes of all documents by number. Names and values that differ in case or accents only are the same. */
export class AttributeTable {
  readonly #pairs: Pair[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #names = new Map<string, number>();

  get size(): number {
    return this.#pairs.length;
  }

  at(pair: number): Pair {
    return this.#pairs[pair]!;
  }

  /** The numbers of a document's attributes; those not seen yet get one. */
  numbersOf(attributes: Readonly<Record<string, string>>): Int32Array {
    return Int32Array.from(Object.entries(attributes), ([label, value]) => {
      const name = this.nameOf(label);
      const key = `${name}=${fold(value)}`;
      const known = this.#numbers.get(key);
      if (known !== undefined) return known;
      this.#numbers.set(key, this.#pairs.length);
      return this.#pairs.push({ name, label, value }) - 1;
    });
  }

  /** The number of a name; a name not seen yet gets one. */
  nameOf(label: string): number {
    const folded = fold(label.trim());
    let name = this.#names.get(folded);
    if (name === undefined) this.#names.set(folded, (name = this.#names.size));
    return name;
  }

  /** What is wanted of each name, from `Name=Value`; a value that nothing has is -1. */
  wishesOf(filters: readonly string[]): Map<number, Set<number>> {
    const wishes = new Map<number, Set<number>>();
    for (const filter of filters) {
      const at = filter.indexOf('=');
      const name = this.#names.get(fold(filter.slice(0, at).trim())) ?? -1;
      const pair = this.#numbers.get(`${name}=${fold(filter.slice(at + 1).trim())}`) ?? -1;
      wishes.set(name, (wishes.get(name) ?? new Set()).add(pair));
    }
    return wishes;
  }
}
