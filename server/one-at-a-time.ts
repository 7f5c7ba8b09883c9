/** Work about one thing takes turns; work about different things does not wait for each other. */
export class OneAtATime {
  readonly #tails = new Map<string, Promise<void>>();

  /** Not for work that calls `run` again with the same key: it would wait for itself. */
  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.#tails.get(key) ?? Promise.resolve();
    const mine = before.then(work);
    const tail = mine.then(
      () => undefined,
      () => undefined,
    );
    this.#tails.set(key, tail);
    try {
      return await mine;
    } finally {
      if (this.#tails.get(key) === tail) this.#tails.delete(key);
    }
  }
}
