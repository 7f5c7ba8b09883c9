/** So many handlings of the hall's mean stand beside a service's own: few of its own say little. */
const HALL_COUNTS_AS = 30;
/** What is assumed before anything was seen. */
const FIRST_MEAN_MS = 5 * 60_000;
const FIRST_CV = 0.8;
/** A handling or gap that lasted longer was a key forgotten or a break. */
const HANDLING_AT_MOST_MS = 2 * 3_600_000;
const GAP_AT_MOST_MS = 10 * 60_000;
/** The older counts less once so many were seen. */
const MEMORY = 2_000;

/** A mean that forgets slowly. */
class Mean {
  count = 0;
  mean = 0;

  add(value: number): void {
    this.count = Math.min(this.count + 1, MEMORY);
    this.mean += (value - this.mean) / this.count;
  }
}

/** How long handlings last, each service's own shrunk to the hall's; ms. */
export class HandlingMeans {
  readonly #hall = new Mean();
  readonly #services = new Map<string, Mean>();
  readonly #logs = new Mean();
  readonly #logSquares = new Mean();
  readonly #gaps = new Mean();

  get seen(): number {
    return this.#hall.count;
  }

  /** From a call to the end of what it began. */
  addHandling(service: string, ms: number): void {
    if (ms < 0 || ms > HANDLING_AT_MOST_MS) return;
    const own = this.#services.get(service) ?? new Mean();
    this.#services.set(service, own);
    own.add(ms);
    this.#hall.add(ms);
    const log = Math.log(Math.max(1_000, ms));
    this.#logs.add(log);
    this.#logSquares.add(log * log);
  }

  /** From an end to the next call at that window while somebody waited. */
  addGap(ms: number): void {
    if (ms >= 0 && ms <= GAP_AT_MOST_MS) this.#gaps.add(ms);
  }

  of(service: string): number {
    const hall = this.#hall.count === 0 ? FIRST_MEAN_MS : this.#hall.mean;
    const own = this.#services.get(service);
    if (own === undefined) return hall;
    return (own.count * own.mean + HALL_COUNTS_AS * hall) / (own.count + HALL_COUNTS_AS);
  }

  get gapMs(): number {
    return this.#gaps.mean;
  }

  /** Coefficient of variation of a lognormal with the spread of the logarithms seen; within reason. */
  get cv(): number {
    if (this.#logs.count < HALL_COUNTS_AS) return FIRST_CV;
    const variance = Math.max(0, this.#logSquares.mean - this.#logs.mean ** 2);
    return Math.min(2, Math.max(0.2, Math.sqrt(Math.exp(variance) - 1)));
  }
}
