import { FRAME, frameLevels, HOP } from '../../server/voice/clips/frames.ts';
import { RATE } from '../../server/voice/wav.ts';

/** What lies so far below the loudest is heard as nothing. */
const QUIET_DB = 40;

/** The longest stretch inside a sound in which nothing is heard, in milliseconds. */
export function longestQuietMs(samples: Float32Array): number {
  const levels = frameLevels(samples);
  const loudest = Math.max(...levels);
  let longest = 0;
  let run = 0;
  for (const level of levels) {
    run = level < loudest - QUIET_DB ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest === 0 ? 0 : Math.round((((longest - 1) * HOP + FRAME) * 1000) / RATE);
}

/** The largest difference between two samples that follow each other; a click is a large one. */
export function largestStep(samples: Float32Array): number {
  let largest = 0;
  for (let at = 1; at < samples.length; at += 1) {
    largest = Math.max(largest, Math.abs((samples[at] ?? 0) - (samples[at - 1] ?? 0)));
  }
  return largest;
}
