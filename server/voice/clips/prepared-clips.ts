import { readFile, stat } from 'node:fs/promises';
import { OneAtATime } from '../../one-at-a-time.ts';
import { isCode } from '../../private-file.ts';
import type { ClipFile } from './pack-files.ts';
import { type PreparedClip, prepareClip, readRecording } from './prepare-clip.ts';

/** About 60 MB; a pack of a hundred clips has 3. */
const SAMPLES_AT_MOST = 15_000_000;
/** What a recording of ten seconds needs at the highest quality anybody records in. */
const FILE_AT_MOST = 4_000_000;

interface Kept {
  readonly stamp: string;
  readonly clip: PreparedClip;
}

/** Clips made ready, in memory until their file changes or others are used more. One file is read at a time. */
export class PreparedClips {
  readonly #kept = new Map<string, Kept>();
  readonly #reading = new OneAtATime();
  readonly #most: number;
  #samples = 0;

  constructor(most = SAMPLES_AT_MOST) {
    this.#most = most;
  }

  /** Undefined where the file has gone meanwhile. */
  async clip(file: ClipFile): Promise<PreparedClip | undefined> {
    return (
      this.#find(file) ?? (await this.#reading.run('file', async () => this.#find(file) ?? (await this.#read(file))))
    );
  }

  #find({ path, stamp }: ClipFile): PreparedClip | undefined {
    const kept = this.#kept.get(path);
    if (kept?.stamp !== stamp) return undefined;
    this.#kept.delete(path); // used last
    this.#kept.set(path, kept);
    return kept.clip;
  }

  async #read({ word, path, stamp }: ClipFile): Promise<PreparedClip | undefined> {
    const recording = await readRecordingFile(path);
    if (recording === undefined) return undefined;
    const clip = await prepareClip(word, recording);
    this.#drop(path);
    this.#kept.set(path, { stamp, clip });
    this.#samples += samplesOf(clip);
    for (const oldest of this.#kept.keys()) {
      if (this.#samples <= this.#most) break;
      this.#drop(oldest);
    }
    return clip;
  }

  #drop(path: string): void {
    const kept = this.#kept.get(path);
    if (kept === undefined) return;
    this.#samples -= samplesOf(kept.clip);
    this.#kept.delete(path);
  }
}

/** Null where it is no sound file, or far too large for one word; undefined where there is no file any more. */
export async function readRecordingFile(path: string): Promise<Float32Array | null | undefined> {
  try {
    const { size } = await stat(path);
    return size > FILE_AT_MOST ? null : await readRecording(await readFile(path));
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    return null; // a folder of that name, or not ours to read
  }
}

/** A clip that cannot be used weighs a little too. */
function samplesOf(clip: PreparedClip): number {
  return 1_000 + (clip.fault === null ? clip.samples.length : 0);
}
