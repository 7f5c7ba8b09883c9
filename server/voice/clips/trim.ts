import { FRAME, frameLevels, HOP, quantile } from './frames.ts';
import { samplesIn } from './sound.ts';

/** A stretch of samples, its end not in it. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Decibels below the loudest frame: consonants begin quietly, vowels fade away. */
const BEGINS_DB = 32;
const ENDS_DB = 24;
/** So far above the recording's own noise, but never so near to the voice as to cut it. */
const ABOVE_FLOOR_DB = 9;
const NEAREST_DB = 18;
/** What is shorter is a click of the lips or the mouse. */
const SHORTEST_MS = 40;
/** The stop of a consonant is shorter; a longer break within a word is a pause. */
const STOP_MS = 130;
const LEAD_MS = 10;
const TAIL_MS = 15;

/** The stretches in which something is said, with a little before and after; none in a silent sound. */
export function saidSpans(samples: Float32Array): readonly Span[] {
  const levels = frameLevels(samples);
  const loudest = levels.reduce((most, level) => Math.max(most, level), -Infinity);
  const floor = quantile(levels, 0.1) + ABOVE_FLOOR_DB;
  const begins = Math.min(Math.max(loudest - BEGINS_DB, floor), loudest - NEAREST_DB);
  const ends = Math.min(Math.max(loudest - ENDS_DB, floor), loudest - NEAREST_DB);
  const runs = merged(runsAbove(levels, begins), Math.round(samplesIn(STOP_MS) / HOP));
  return runs
    .map(({ from, to }) => ({ from, to: lastAbove(levels, from, to, ends) }))
    .filter(({ from, to }) => (to - from) * HOP >= samplesIn(SHORTEST_MS))
    .map(({ from, to }) => ({
      from: Math.max(0, from * HOP - samplesIn(LEAD_MS)),
      to: Math.min(samples.length, (to - 1) * HOP + FRAME + samplesIn(TAIL_MS)),
    }));
}

function runsAbove(levels: readonly number[], threshold: number): readonly Span[] {
  const runs: Span[] = [];
  let from = -1;
  for (let at = 0; at <= levels.length; at += 1) {
    const isAbove = (levels[at] ?? -Infinity) > threshold;
    if (isAbove && from < 0) from = at;
    if (isAbove || from < 0) continue;
    runs.push({ from, to: at });
    from = -1;
  }
  return runs;
}

/** Runs with less than `gap` frames between them are one. */
function merged(runs: readonly Span[], gap: number): readonly Span[] {
  const all: Span[] = [];
  for (const run of runs) {
    const last = all.at(-1);
    if (last !== undefined && run.from - last.to < gap) all[all.length - 1] = { from: last.from, to: run.to };
    else all.push(run);
  }
  return all;
}

function lastAbove(levels: readonly number[], from: number, to: number, threshold: number): number {
  let last = to;
  while (last > from && (levels[last - 1] ?? -Infinity) <= threshold) last -= 1;
  return last;
}
