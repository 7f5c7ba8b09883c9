import { samplesIn } from './sound.ts';

/** Each window covers some pitch periods of any voice; the next is looked for around where it should begin. */
const WINDOW = samplesIn(25);
const HALF = Math.floor(WINDOW / 2);
const SEARCH = samplesIn(8);
const FINE = 4;

/**
 * Shorter by `ratio` (0.5–1) at the same pitch: windows overlapped where they look most alike (WSOLA, Verhelst and
 * Roelands 1993).
 */
export function quicken(samples: Float32Array, ratio: number): Float32Array {
  const length = Math.round(samples.length * ratio);
  if (ratio >= 1 || samples.length < 2 * WINDOW + SEARCH) return samples;
  const out = new Float32Array(length);
  out.set(samples.subarray(0, HALF)); // begins as it began
  let from = 0;
  for (let at = 0; at < length; at += HALF) {
    const wanted = Math.round(at / ratio);
    const best = at === 0 ? 0 : mostAlike(samples, from + HALF, wanted);
    for (let step = 0; step < WINDOW && at + step < length; step += 1) {
      const fading = step < HALF && at > 0 ? 0.5 - 0.5 * Math.cos((Math.PI * step) / HALF) : 1;
      out[at + step] = (out[at + step] ?? 0) * (1 - fading) + (samples[best + step] ?? 0) * fading;
    }
    from = best;
  }
  return out;
}

/** The place near `wanted` that goes on most like the one at `like`: every fourth first, then around the best. */
function mostAlike(samples: Float32Array, like: number, wanted: number): number {
  const last = samples.length - WINDOW;
  const search = (centre: number, reach: number, step: number): number => {
    let best = Math.max(0, Math.min(last, centre));
    let most = -Infinity;
    for (let at = centre - reach; at <= centre + reach; at += step) {
      if (at < 0 || at > last) continue;
      const alike = likeness(samples, like, at, step === 1 ? 1 : 2);
      if (alike > most) [best, most] = [at, alike];
    }
    return best;
  };
  return search(search(wanted, SEARCH, FINE), FINE - 1, 1);
}

function likeness(samples: Float32Array, one: number, other: number, every: number): number {
  let sum = 0;
  let energy = 1e-9;
  for (let step = 0; step < HALF; step += every) {
    const there = samples[other + step] ?? 0;
    sum += (samples[one + step] ?? 0) * there;
    energy += there * there;
  }
  return sum / Math.sqrt(energy);
}
