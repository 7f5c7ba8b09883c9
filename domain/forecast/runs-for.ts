const RUNS_AT_MOST = 200;
const RUNS_AT_LEAST = 8;
/** Citizens times futures: a few milliseconds of the hub's thread. */
const STEPS = 10_000;

/**
 * Futures to run for each of the halls that a question is about: fewer where more wait, so that the answer takes the
 * same few milliseconds.
 */
export function runsFor(waiting: number, halls = 1): number {
  return Math.min(RUNS_AT_MOST, Math.max(RUNS_AT_LEAST, Math.floor(STEPS / halls / (waiting + 2))));
}
