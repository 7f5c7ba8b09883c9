/** How well a day's waits were foretold, over tickets that were told a range and then called. Formulas: docs/METRICS.md. */
export interface ForecastFigures {
  /** The hall's local date, `YYYY-MM-DD`. */
  readonly day: string;
  readonly n: number;
  /** Mean of |wait − P50| in seconds; null when n is 0. */
  readonly maeS: number | null;
  /** Waits at or under P80 ÷ n; null when n is 0. */
  readonly covered: number | null;
}

/** What the figures need of one ticket. */
export interface ForetoldRow {
  /** Milliseconds, clock jumps taken out; null before the first call. */
  readonly waitMs: number | null;
  readonly foretoldP50S: number | null;
  readonly foretoldP80S: number | null;
}

/** Takes a day's tickets one after the other. */
export class ForecastTally {
  #n = 0;
  #errorS = 0;
  #covered = 0;

  add({ waitMs, foretoldP50S, foretoldP80S }: ForetoldRow): void {
    if (waitMs === null || foretoldP50S === null || foretoldP80S === null) return;
    const waitS = waitMs / 1_000;
    this.#n += 1;
    this.#errorS += Math.abs(waitS - foretoldP50S);
    if (waitS <= foretoldP80S) this.#covered += 1;
  }

  figures(day: string): ForecastFigures {
    const n = this.#n;
    return { day, n, maeS: n === 0 ? null : this.#errorS / n, covered: n === 0 ? null : this.#covered / n };
  }
}
