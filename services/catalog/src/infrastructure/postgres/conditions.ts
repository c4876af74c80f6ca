/** Collects the conditions of a query and their parameters; values only ever travel as parameters. */
export class Conditions {
  readonly params: unknown[] = [];
  readonly #texts: string[];

  constructor(...fixed: string[]) {
    this.#texts = fixed;
  }

  get text(): string {
    return this.#texts.join(' AND ');
  }

  /** Adds a parameter and gives back its place in the text. */
  param(value: unknown): string {
    return `$${this.params.push(value)}`;
  }

  /** Adds a condition, unless its value was not asked for. */
  add(value: unknown, textAt: (place: string) => string): void {
    if (value !== undefined) this.#texts.push(textAt(this.param(value)));
  }
}
