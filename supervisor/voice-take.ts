/** No word of a call takes longer. */
export const TAKE_AT_MOST_MS = 3_000;
const SHORTEST_MS = 120;
/** Speech holds this level for a moment even far from a poor microphone; a quiet room stays below it. */
const HEARD = 0.008;
const STRETCH_MS = 20;
/** So many samples in a row at the limit are heard as a crackle. */
const CLIPPED_RUN = 4;
const FULL = 0.985;

/** What is wrong with a take: nothing heard in it, hardly anything recorded, louder than the microphone can tell. */
export type TakeFault = 'silent' | 'too-short' | 'too-loud';

/** One recording under way: blocks of samples, −1 to 1, until it is full. */
export class Take {
  readonly rate: number;
  readonly #blocks: Float32Array[] = [];
  #length = 0;

  constructor(rate: number) {
    this.rate = rate;
  }

  get isFull(): boolean {
    return this.#length >= this.#limit;
  }

  get #limit(): number {
    return Math.round((TAKE_AT_MOST_MS * this.rate) / 1000);
  }

  add(block: Float32Array): void {
    const part = block.slice(0, this.#limit - this.#length);
    this.#blocks.push(part);
    this.#length += part.length;
  }

  samples(): Float32Array {
    const all = new Float32Array(this.#length);
    let at = 0;
    for (const block of this.#blocks) {
      all.set(block, at);
      at += block.length;
    }
    return all;
  }
}

/** Null: it can be kept. */
export function takeFault(samples: Float32Array, rate: number): TakeFault | null {
  if (samples.length * 1000 < SHORTEST_MS * rate) return 'too-short';
  const stretch = Math.max(1, Math.round((STRETCH_MS * rate) / 1000));
  let loudest = 0;
  for (let at = 0; at < samples.length; at += stretch) {
    loudest = Math.max(loudest, levelOf(samples.subarray(at, at + stretch)));
  }
  if (loudest < HEARD) return 'silent';
  return isClipped(samples) ? 'too-loud' : null;
}

/** Root mean square, 0–1. */
export function levelOf(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return samples.length === 0 ? 0 : Math.sqrt(sum / samples.length);
}

/** A level as the share of a meter, which counts in decibels as ears do: −60 dB is 0, full scale is 1. */
export function meterShare(level: number): number {
  return level <= 0.001 ? 0 : Math.min(1, 1 + Math.log10(level) / 3);
}

function isClipped(samples: Float32Array): boolean {
  let run = 0;
  for (const sample of samples) {
    run = Math.abs(sample) >= FULL ? run + 1 : 0;
    if (run >= CLIPPED_RUN) return true;
  }
  return false;
}
