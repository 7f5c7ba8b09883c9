import { RATE, wav } from './wav.ts';

const at = (ms: number): number => Math.round((ms * RATE) / 1000);

/** −1.5 dB below full scale. */
const PEAK = Math.round(32_767 * 10 ** (-1.5 / 20));
/** Quieter than this at its loudest, nothing was said. */
const HEARD = 300;
/** What is 40 dB below the loudest is silence. */
const SILENCE = 0.01;
const AROUND = at(50);
const FADE = at(5);
const BETWEEN = at(350);

/** As loud as every other saying, with 50 ms before and after it; null: nothing is heard in it. */
export function shaped(samples: Int16Array): Int16Array | null {
  let peak = 0;
  for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
  if (peak < HEARD) return null;
  const isHeard = (sample: number): boolean => Math.abs(sample) > peak * SILENCE;
  const from = Math.max(0, samples.findIndex(isHeard) - AROUND);
  const to = Math.min(samples.length, samples.findLastIndex(isHeard) + 1 + AROUND);
  const kept = samples.subarray(from, to);
  return kept.map((sample, index) => {
    const edge = Math.min(index, kept.length - 1 - index) / FADE; // cut off at a wave's height it would click
    return Math.round(((sample * PEAK) / peak) * Math.min(1, edge));
  });
}

/** One after the other, with 350 ms between. */
export function joined(parts: readonly Int16Array[]): Int16Array {
  const length = parts.reduce((sum, part) => sum + part.length, BETWEEN * Math.max(0, parts.length - 1));
  const all = new Int16Array(length);
  let from = 0;
  for (const part of parts) {
    all.set(part, from);
    from += part.length + BETWEEN;
  }
  return all;
}

/** What an engine made of a saying, as it is kept and sent. Silence is a fault of the engine. */
export function finished(samples: Int16Array): Buffer {
  const sound = shaped(samples);
  if (sound === null) throw new Error('the engine made no sound of it');
  return wav(sound);
}
