/** How long an engine that failed is left alone: after the first time as it says itself, then 1, 2, 4 … 30 s. */
export class Rest {
  readonly #firstMs: number;
  #failures = 0;
  #until = 0;

  constructor(firstMs: number) {
    this.#firstMs = firstMs;
  }

  /** Milliseconds still to rest. */
  get left(): number {
    return Math.max(0, this.#until - performance.now());
  }

  failed(): void {
    const pause = this.#failures === 0 ? this.#firstMs : Math.min(30_000, 1_000 * 2 ** (this.#failures - 1));
    this.#failures += 1;
    this.#until = performance.now() + pause;
  }

  worked(): void {
    this.#failures = 0;
    this.#until = 0;
  }
}
