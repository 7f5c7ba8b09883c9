/** Seconds a citizen will wait for the call: half of such waits are at most `p50S`, four in five at most `p80S`. */
export interface Foretold {
  readonly p50S: number;
  readonly p80S: number;
}

/** What people read, in whole minutes; equal ends: one figure. */
export interface WaitRange {
  readonly low: number;
  readonly high: number;
}

const STEP_MIN = 5;

/** P50–P80 rounded to 5 minutes; under two and a half minutes is not nothing but up to 5. */
export function waitRange({ p50S, p80S }: Foretold): WaitRange {
  const rounded = (seconds: number): number => Math.round(seconds / 60 / STEP_MIN) * STEP_MIN;
  const low = rounded(p50S);
  return { low, high: Math.max(low, rounded(p80S), STEP_MIN) };
}
