import { RATE } from '../wav.ts';

/** One channel, −1 to 1. */
export interface Sound {
  readonly samples: Float32Array;
  readonly rate: number;
}

export function samplesIn(ms: number): number {
  return Math.round((ms * RATE) / 1000);
}

export function msOf(samples: number): number {
  return Math.round((samples * 1000) / RATE);
}

export function peakOf(samples: Float32Array): number {
  let peak = 0;
  for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
  return peak;
}

/** Root mean square of a stretch. */
export function rmsOf(samples: Float32Array, from = 0, to = samples.length): number {
  let sum = 0;
  for (let at = from; at < to; at += 1) sum += (samples[at] ?? 0) ** 2;
  return to > from ? Math.sqrt(sum / (to - from)) : 0;
}

/** A factor for a level in decibels. */
export function factor(decibels: number): number {
  return 10 ** (decibels / 20);
}
