/** Ends of the spans of waiting, ms, in which leaving is counted. */
const SPANS_MS = [30, 60, 120, 180, 300, 600, 1_200, 2_400, 3_600, 7_200].map((seconds) => seconds * 1_000);
/** An hour of waiting nobody left stands beside what was seen. */
const FIRST_EXPOSURE_MS = 3_600_000;
/** What a day weighs against the one after it: a year says no more than its last weeks. */
const DAY_WEIGHT = 0.95;

/** Who goes away by how long they have waited: the share that leaves in a span, by exposure (Kaplan & Meier 1958). */
export class Leaving {
  readonly #left = new Float64Array(SPANS_MS.length + 1);
  readonly #exposure = new Float64Array(SPANS_MS.length + 1).fill(FIRST_EXPOSURE_MS);
  /** By span: the hazard summed up to its beginning; made anew when something was learnt. */
  #before: Float64Array | null = null;

  /** Somebody waited so long, and then was called or, when `left`, was gone. */
  add(waitedMs: number, left: boolean): void {
    let from = 0;
    for (let span = 0; span <= SPANS_MS.length && from < waitedMs; span += 1) {
      const to = Math.min(waitedMs, SPANS_MS[span] ?? Infinity);
      this.#exposure[span] = (this.#exposure[span] ?? 0) + to - from;
      from = SPANS_MS[span] ?? Infinity;
    }
    if (left) {
      const span = spanOf(waitedMs);
      this.#left[span] = (this.#left[span] ?? 0) + 1;
    }
    this.#before = null;
  }

  endDay(): void {
    for (const counts of [this.#left, this.#exposure])
      counts.forEach((count, span) => (counts[span] = count * DAY_WEIGHT));
    this.#exposure.forEach((ms, span) => (this.#exposure[span] = ms + (1 - DAY_WEIGHT) * FIRST_EXPOSURE_MS));
    this.#before = null;
  }

  /** Of those still there after `from`, the share gone by `to`. */
  gone(from: number, to: number): number {
    return to <= from ? 0 : 1 - Math.exp(this.#hazard(from) - this.#hazard(to));
  }

  #hazard(until: number): number {
    const span = spanOf(until);
    const before = (this.#before ??= this.#sums());
    return (before[span] ?? 0) + this.#rate(span) * (until - (SPANS_MS[span - 1] ?? 0));
  }

  #rate(span: number): number {
    return (this.#left[span] ?? 0) / (this.#exposure[span] ?? Infinity);
  }

  #sums(): Float64Array {
    const sums = new Float64Array(SPANS_MS.length + 1);
    SPANS_MS.forEach((end, span) => {
      sums[span + 1] = (sums[span] ?? 0) + this.#rate(span) * (end - (SPANS_MS[span - 1] ?? 0));
    });
    return sums;
  }
}

function spanOf(waitedMs: number): number {
  let span = 0;
  while (waitedMs >= (SPANS_MS[span] ?? Infinity)) span += 1;
  return span;
}
