import { setImmediate as nextTurn } from 'node:timers/promises';
import { RATE } from '../wav.ts';
import type { Sound } from './sound.ts';

/** Zero crossings of the sinc on each side: −60 dB beyond the band is far below what a loudspeaker in a hall tells. */
const CROSSINGS = 16;
/** Steps of the filter table between two crossings. */
const STEPS = 256;
/** Some milliseconds of work. */
const PRODUCTS_A_TURN = 1_000_000;
/** Part of the band that is kept whole. */
const PASSED = 0.94;

/** To 22 050 Hz; others have their turn in between. */
export async function resample(sound: Sound): Promise<Float32Array> {
  const { samples, rate } = sound;
  if (rate === RATE) return samples;
  const out = new Float32Array(Math.floor((samples.length * RATE) / rate));
  const aTurn = Math.ceil(PRODUCTS_A_TURN / (2 * CROSSINGS * Math.max(1, rate / RATE)));
  for (let from = 0; from < out.length; from += aTurn) {
    fill(out, sound, from, Math.min(out.length, from + aTurn));
    await nextTurn();
  }
  return out;
}

/** Band-limited to half the lower rate, by a windowed sinc (Smith, “Digital Audio Resampling”). */
function fill(out: Float32Array, { samples, rate }: Sound, from: number, to: number): void {
  const scale = Math.min(1, RATE / rate);
  const reach = CROSSINGS / scale;
  for (let index = from; index < to; index += 1) {
    const centre = (index * rate) / RATE;
    const first = Math.max(0, Math.ceil(centre - reach));
    const last = Math.min(samples.length - 1, Math.floor(centre + reach));
    let sum = 0;
    for (let at = first; at <= last; at += 1) {
      sum += (samples[at] ?? 0) * (TABLE[Math.round(Math.abs(at - centre) * scale * STEPS)] ?? 0);
    }
    out[index] = sum * scale;
  }
}

/** One wing of the sinc under a Blackman window; the band ends a little early, where the filter has fallen. */
const TABLE = Float32Array.from({ length: CROSSINGS * STEPS + 1 }, (_, step) => {
  const x = step / STEPS;
  const turn = (Math.PI * x) / CROSSINGS;
  const window = 0.42 + 0.5 * Math.cos(turn) + 0.08 * Math.cos(2 * turn);
  return PASSED * sinc(PASSED * x) * window;
});

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}
