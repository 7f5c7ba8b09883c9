import { writeWav } from '../../server/voice/clips/write-wav.ts';
import { RATE } from '../../server/voice/wav.ts';
import { seeded } from './seeded.ts';

interface Word {
  readonly hz?: number;
  readonly ms?: number;
  /** Silence around it. */
  readonly aroundMs?: number;
  /** Peak, up to 1. */
  readonly loud?: number;
}

/** Something like a spoken vowel: a pitch with its overtones that swells and fades, and a little room noise. */
export function spokenWord({ hz = 160, ms = 300, aroundMs = 200, loud = 0.5 }: Word = {}): Float32Array {
  const random = seeded(7);
  const around = at(aroundMs);
  const length = at(ms);
  return Float32Array.from({ length: length + 2 * around }, (_, index) => {
    const room = (random() - 0.5) * 0.0005;
    const within = index - around;
    if (within < 0 || within >= length) return room;
    const swell = Math.min(1, within / at(20), (length - within) / at(60));
    const turn = (2 * Math.PI * hz * within) / RATE;
    const tone = [1, 0.6, 0.4, 0.3, 0.2, 0.1].reduce((sum, part, over) => sum + part * Math.sin((over + 1) * turn), 0);
    return room + (loud * swell * tone) / 1.7;
  });
}

export function whiteNoise(ms: number, loud = 0.3): Float32Array {
  const random = seeded(11);
  return Float32Array.from({ length: at(ms) }, () => (random() * 2 - 1) * loud);
}

export function silence(ms: number): Float32Array {
  return new Float32Array(at(ms));
}

export function recordingOf(samples: Float32Array): Buffer {
  return writeWav(samples);
}

/** A voice of one's own per word, so that one can be told from another. */
export function pitchOf(word: string): number {
  return 110 + (([...word].reduce((sum, sign) => sum + (sign.codePointAt(0) ?? 0), 0) * 7) % 190);
}

function at(ms: number): number {
  return Math.round((ms * RATE) / 1000);
}
