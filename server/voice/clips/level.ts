import { frameLevels } from './frames.ts';
import { factor, samplesIn } from './sound.ts';

/** Root mean square of what is voiced, below full scale: as loud as the synthesis. */
const VOICE_DB = -16;
/** Peaks above the knee are bent, so that none passes the ceiling. */
const KNEE = 0.6;
const CEILING = 0.8;
/** Frames further below the loudest do not count as voiced. */
const VOICED_DB = 15;
const FADE_IN_MS = 4;
const FADE_OUT_MS = 8;

/** Level of the voiced part in decibels below full scale. */
export function voicedLevel(samples: Float32Array): number {
  const levels = frameLevels(samples);
  const loudest = levels.reduce((most, level) => Math.max(most, level), -Infinity);
  const voiced = levels.filter((level) => level > loudest - VOICED_DB);
  if (voiced.length === 0) return -Infinity;
  return 10 * Math.log10(voiced.reduce((sum, level) => sum + 10 ** (level / 10), 0) / voiced.length);
}

/** As loud as every other clip, and never clipped. */
export function levelled(samples: Float32Array): Float32Array {
  const gain = factor(VOICE_DB - voicedLevel(samples));
  return Number.isFinite(gain) ? samples.map((sample) => bent(sample * gain)) : samples;
}

function bent(sample: number): number {
  const over = Math.abs(sample) - KNEE;
  if (over <= 0) return sample;
  const room = CEILING - KNEE;
  return Math.sign(sample) * (KNEE + room * Math.tanh(over / room));
}

/** Begins and ends at nothing, so that no join clicks. */
export function faded(samples: Float32Array): Float32Array {
  const rise = Math.min(samplesIn(FADE_IN_MS), Math.floor(samples.length / 2));
  const fall = Math.min(samplesIn(FADE_OUT_MS), Math.floor(samples.length / 2));
  return samples.map((sample, at) => {
    const nearest = Math.min(1, at / rise, (samples.length - 1 - at) / fall);
    return sample * (0.5 - 0.5 * Math.cos(Math.PI * nearest));
  });
}
