import { wav } from '../wav.ts';

/** The hub's WAV of samples from −1 to 1. */
export function writeWav(samples: Float32Array): Buffer {
  return wav(Int16Array.from(samples, (sample) => Math.round(Math.max(-1, Math.min(1, sample)) * 32_767)));
}
