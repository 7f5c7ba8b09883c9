/** Instants of what happened lately, oldest first; forgets what is older than `keepMs`. */
export class Recent {
  readonly #keepMs: number;
  #times: number[] = [];
  #first = 0;

  constructor(keepMs: number) {
    this.#keepMs = keepMs;
  }

  add(at: number): void {
    this.#times.push(at);
    this.#forget(at);
  }

  /** How many happened in the last `ms`, `keepMs` at most. */
  within(ms: number, at: number): number {
    this.#forget(at);
    let low = this.#first;
    let high = this.#times.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#times[middle] ?? 0) > at - ms) high = middle;
      else low = middle + 1;
    }
    return this.#times.length - low;
  }

  #forget(at: number): void {
    while (this.#first < this.#times.length && (this.#times[this.#first] ?? 0) <= at - this.#keepMs) this.#first += 1;
    if (this.#first < 1_000) return;
    this.#times = this.#times.slice(this.#first);
    this.#first = 0;
  }
}
