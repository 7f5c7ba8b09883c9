import { RATE } from '../wav.ts';

/** Pitch of voices, children's included. */
const LOWEST_HZ = 75;
const HIGHEST_HZ = 500;
const RATE_HERE = RATE / 2;
const WINDOW = Math.round(RATE_HERE * 0.03);
/** Spread over the sound: a long one takes no longer. */
const WINDOWS_AT_MOST = 60;

/**
 * How much of a sound repeats itself as a voice does (0–1): the part of its 30 ms windows, louder ones only, whose
 * best correlation with themselves a pitch period later is high. Noise of any colour has none once it is flattened.
 */
export function voicedPart(samples: Float32Array): number {
  const flat = flattened(samples);
  const room = flat.length - 2 * WINDOW;
  const count = room <= 0 ? 0 : Math.min(WINDOWS_AT_MOST, Math.ceil((2 * room) / WINDOW));
  const windows = Array.from({ length: count }, (_, index) => {
    const at = Math.floor((index * room) / count);
    return { at, energy: product(flat, at, at, WINDOW) };
  });
  const most = windows.reduce((peak, { energy }) => Math.max(peak, energy), 0);
  const loud = windows.filter(({ energy }) => energy > 0 && energy > most / 100);
  const voiced = loud.filter(({ at, energy }) => repeats(flat, at, energy) > PERIODIC);
  return loud.length === 0 ? 0 : voiced.length / loud.length;
}

/** White noise reaches 0.3 by chance in a window this short; vowels lie above 0.6. */
const PERIODIC = 0.45;

function repeats(flat: Float32Array, at: number, energy: number): number {
  let best = 0;
  for (let lag = Math.floor(RATE_HERE / HIGHEST_HZ); lag <= RATE_HERE / LOWEST_HZ; lag += 1) {
    const other = product(flat, at + lag, at + lag, WINDOW);
    if (other > 0) best = Math.max(best, product(flat, at, at + lag, WINDOW) / Math.sqrt(energy * other));
  }
  return best;
}

/** Half the rate, and each octave about as loud as the next. */
function flattened(samples: Float32Array): Float32Array {
  const half = new Float32Array(Math.floor(samples.length / 2));
  for (let at = 0; at < half.length; at += 1) half[at] = ((samples[at * 2] ?? 0) + (samples[at * 2 + 1] ?? 0)) / 2;
  return half.map((sample, at) => sample - 0.95 * (half[at - 1] ?? 0));
}

function product(flat: Float32Array, one: number, other: number, length: number): number {
  let sum = 0;
  for (let at = 0; at < length; at += 1) sum += (flat[one + at] ?? 0) * (flat[other + at] ?? 0);
  return sum;
}
