import { RATE } from '../wav.ts';

/** Below every voice. */
const LOWEST_HZ = 70;

/** Takes a constant offset, steps and hum off: a Butterworth high-pass of second order. */
export function withoutRumble(samples: Float32Array): Float32Array {
  const turn = Math.tan((Math.PI * LOWEST_HZ) / RATE);
  const scale = 1 / (1 + Math.SQRT2 * turn + turn * turn);
  const back1 = 2 * (turn * turn - 1) * scale;
  const back2 = (1 - Math.SQRT2 * turn + turn * turn) * scale;
  const out = new Float32Array(samples.length);
  let [in1, in2, out1, out2] = [samples[0] ?? 0, samples[0] ?? 0, 0, 0]; // as if it had always been there
  for (const [at, sample] of samples.entries()) {
    const value = scale * (sample - 2 * in1 + in2) - back1 * out1 - back2 * out2;
    [in2, in1, out2, out1] = [in1, sample, out1, value];
    out[at] = value;
  }
  return out;
}
