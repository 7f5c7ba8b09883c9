import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ClipState } from '../../../protocol/voice.ts';
import { faded, levelled } from './level.ts';
import { quicken } from './quicken.ts';
import { readMp3 } from './read-mp3.ts';
import { readWav } from './read-wav.ts';
import { resample } from './resample.ts';
import { msOf, peakOf, samplesIn } from './sound.ts';
import { saidSpans } from './trim.ts';
import { voicedPart } from './voicing.ts';
import { withoutRumble } from './without-rumble.ts';

export type ClipFault = NonNullable<ClipState['fault']>;

/** Ready to be joined, or why it cannot be; a clip that is too long still tells how long. */
export type PreparedClip =
  { readonly fault: null; readonly samples: Float32Array } | { readonly fault: ClipFault; readonly durationMs: number };

/** With the silence around it; nobody needs longer for a word. */
const RECORDING_AT_MOST_MS = 10_000;
const CLIP_AT_MOST_MS = 3_000;
/** −46 dB: room noise alone stays below it. */
const HEARD = 0.005;
/** Part of a sound that repeats as a voice does; an S has 0.1, noise nothing. */
const VOICED_AT_LEAST = 0.04;
/** Between two parts of a word that were recorded further apart. */
const INNER_GAP_MS = 100;
/** Words said one by one are slow: a sign longer than this is quickened, as far as it stays natural. */
const SIGN_AT_MOST_MS = 270;
const QUICKEST = 0.7;

/** The recording itself, one channel of 22 050 Hz; null where it is no sound file that can be read. */
export async function readRecording(bytes: Buffer): Promise<Float32Array | null> {
  const isRiff = bytes.toString('latin1', 0, 4) === 'RIFF';
  const sound = isRiff ? readWav(bytes, RECORDING_AT_MOST_MS) : await readMp3(bytes, RECORDING_AT_MOST_MS);
  return sound === null ? null : resample(sound);
}

/** Trimmed, quickened, levelled, faded; each step leaves the thread to others. */
export async function prepareClip(word: string, recording: Float32Array | null): Promise<PreparedClip> {
  if (recording === null) return { fault: 'unreadable', durationMs: 0 };
  if (msOf(recording.length) >= RECORDING_AT_MOST_MS) return { fault: 'too-long', durationMs: msOf(recording.length) };
  const clean = withoutRumble(recording);
  await nextTurn();
  const spans = peakOf(clean) < HEARD ? [] : saidSpans(clean);
  if (spans.length === 0) return { fault: 'silent', durationMs: 0 };
  await nextTurn();
  const said = joinedSpans(spans.map(({ from, to }) => faded(clean.subarray(from, to))));
  const durationMs = msOf(said.length);
  if (durationMs > CLIP_AT_MOST_MS) return { fault: 'too-long', durationMs };
  if (voicedPart(said) < VOICED_AT_LEAST) return { fault: 'noise', durationMs };
  await nextTurn();
  const most = samplesIn(SIGN_AT_MOST_MS) * [...word].length;
  const quick = quicken(said, Math.max(QUICKEST, Math.min(1, most / said.length)));
  await nextTurn();
  return { fault: null, samples: levelled(faded(quick)) };
}

function joinedSpans(parts: readonly Float32Array[]): Float32Array {
  const gap = samplesIn(INNER_GAP_MS);
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length + gap, -gap));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length + gap;
  }
  return all;
}
