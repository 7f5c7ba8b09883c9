import { setImmediate as nextTurn } from 'node:timers/promises';
import type { MPEGDecodedAudio } from 'mpg123-decoder';
import { firstFrame } from './mpeg-frames.ts';
import type { Sound } from './sound.ts';

/** Decoded in one turn of the thread; then others have theirs. */
const BYTES_A_TURN = 4_096;

/** Decodes until `atMostMs` are passed; null where it holds no MPEG audio. */
export async function readMp3(bytes: Buffer, atMostMs: number): Promise<Sound | null> {
  const start = firstFrame(bytes);
  if (start === undefined) return null;
  const { MPEGDecoder } = await import('mpg123-decoder'); // most halls never need it
  const decoder = new MPEGDecoder();
  try {
    await decoder.ready;
    const parts: Float32Array[] = [];
    let rate = 0;
    let length = 0;
    for (let at = start; at < bytes.length && length * 1000 <= atMostMs * rate; at += BYTES_A_TURN) {
      const decoded = decoder.decode(bytes.subarray(at, at + BYTES_A_TURN));
      const part = oneChannel(decoded);
      if (part !== null) {
        parts.push(part);
        length += part.length;
        rate = decoded.sampleRate;
      }
      await nextTurn();
    }
    return length === 0 ? null : { samples: joined(parts, length), rate };
  } catch {
    return null; // the decoder gave up on what it was fed
  } finally {
    decoder.free();
  }
}

function oneChannel({ channelData: [left, right], samplesDecoded }: MPEGDecodedAudio): Float32Array | null {
  if (left === undefined || samplesDecoded === 0) return null;
  if (right === undefined) return left.slice(0, samplesDecoded);
  return Float32Array.from({ length: samplesDecoded }, (_, at) => ((left[at] ?? 0) + (right[at] ?? 0)) / 2);
}

function joined(parts: readonly Float32Array[], length: number): Float32Array {
  const all = new Float32Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
