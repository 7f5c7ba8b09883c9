import { rmsOf, samplesIn } from './sound.ts';

/** Each frame is 10 ms long and begins 5 ms after the one before. */
export const FRAME = samplesIn(10);
export const HOP = samplesIn(5);

/** What a frame of pure silence counts as. */
const SILENCE_DB = -120;

/** Level of every frame in decibels below full scale. */
export function frameLevels(samples: Float32Array): readonly number[] {
  const count = Math.max(0, Math.floor((samples.length - FRAME) / HOP) + 1);
  return Array.from({ length: count }, (_, index) => {
    const rms = rmsOf(samples, index * HOP, index * HOP + FRAME);
    return rms === 0 ? SILENCE_DB : Math.max(SILENCE_DB, 20 * Math.log10(rms));
  });
}

/** Where `part` (0–1) of the values lie below. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
}
