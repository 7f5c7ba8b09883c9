import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { notStored } from '../../../db/settled.ts';
import type { Token } from '../../../domain/announcement/reading.ts';
import { isPackName } from '../../../domain/settings/pack-name.ts';
import type { HallId } from '../../../domain/values.ts';
import { CLIP_WORD, type ClipState, type PackState } from '../../../protocol/voice.ts';
import { isCode } from '../../private-file.ts';
import { cutWords } from './cut-words.ts';
import { joinClips, type Spoken } from './join-clips.ts';
import { addPackFolder, clipPath, isPackFolder, packNames, writeClipFile } from './pack-folder.ts';
import { type ClipFile, filesOfWord, packFiles } from './pack-files.ts';
import { type PreparedClip, prepareClip, readRecording } from './prepare-clip.ts';
import { PreparedClips, readRecordingFile } from './prepared-clips.ts';
import { msOf } from './sound.ts';
import { writeWav } from './write-wav.ts';

/** A sentence of more clips is none; memory stays bounded. */
const WORDS_AT_MOST = 200;

/** Says sentences out of recordings by word. `folder` holds `HALL/PACK/WORD.wav`. */
export class ClipVoice {
  readonly #folder: string;
  readonly #clips = new PreparedClips();

  readonly #log: Logger;
  #hasWarned = false;

  constructor(folder: string, log: Logger) {
    this.#folder = folder;
    this.#log = log;
  }

  /** A WAV (16 bit, mono, 22 050 Hz) of the whole sentence; null where the pack cannot say all of it. */
  async say(hall: HallId, pack: string, tokens: readonly Token[]): Promise<Buffer | null> {
    const usable = new Map(await packFiles(this.#pack(hall, pack)));
    // a clip that turns out to be unusable leaves the vocabulary, and the sentence is cut anew
    for (;;) {
      const { words } = cutWords(tokens, new Set(usable.keys()));
      if (words === null || words.length > WORDS_AT_MOST) return null;
      const spoken: Spoken[] = [];
      let broken: string | undefined;
      for (const { word, startsPhrase } of words) {
        const clip = await this.#prepared(usable.get(word));
        if (clip?.fault === null) spoken.push({ word, startsPhrase, samples: clip.samples });
        else broken ??= word;
      }
      if (broken === undefined) return writeWav(joinClips(spoken));
      usable.delete(broken);
    }
  }

  /** Another whenever a recording of the pack is: part of the key under which a sentence is kept. */
  async revision(hall: HallId, pack: string): Promise<string> {
    const stamps = [...(await packFiles(this.#pack(hall, pack))).values()].map((file) => file.stamp).sort();
    return createHash('sha256').update(stamps.join('\n')).digest('base64url').slice(0, 16);
  }

  /** Makes every clip of a pack ready, so that the first call need not wait. */
  async warm(hall: HallId, pack: string): Promise<void> {
    for (const file of (await packFiles(this.#pack(hall, pack))).values()) await this.#clips.clip(file);
  }

  packs(hall: HallId): Promise<readonly string[]> {
    return packNames(join(this.#folder, hall));
  }

  /** `needed`: sentences the hall wants to say. */
  async state(hall: HallId, pack: string, needed: readonly (readonly Token[])[]): Promise<PackState> {
    const clips: ClipState[] = [];
    for (const [word, file] of await packFiles(this.#pack(hall, pack))) {
      const clip = await this.#prepared(file);
      if (clip !== undefined) clips.push(clipState(word, clip));
    }
    clips.sort((one, other) => (one.word < other.word ? -1 : 1));
    const usable = new Set(clips.filter((clip) => clip.fault === null).map((clip) => clip.word));
    const missing = new Set(needed.flatMap((tokens) => cutWords(tokens, usable).missing));
    return { name: pack, clips, missing: [...missing] };
  }

  /** As it will be joined, or as recorded where it cannot be; null where nothing can be heard at all. */
  async clip(hall: HallId, pack: string, word: string): Promise<Buffer | null> {
    const file = (await packFiles(this.#pack(hall, pack))).get(word);
    const clip = await this.#prepared(file);
    if (file === undefined || clip === undefined) return null;
    const samples = clip.fault === null ? clip.samples : await readRecordingFile(file.path);
    return samples === null || samples === undefined ? null : writeWav(samples);
  }

  /** False where there is one of this name; rejects with `NotStored`. */
  addPack(hall: HallId, pack: string): Promise<boolean> {
    return this.#stored(() => addPackFolder(this.#pack(hall, pack)));
  }

  /**
   * Keeps a recording unless it has a fault; then what was there stays. Null: there is no such pack. Rejects with
   * `NotStored`.
   */
  async keepClip(hall: HallId, pack: string, word: string, bytes: Buffer): Promise<ClipState | null> {
    const folder = this.#pack(hall, pack);
    if (!CLIP_WORD.test(word) || !isPackName(pack) || !(await this.#stored(() => isPackFolder(folder)))) return null;
    const recording = await readRecording(bytes);
    const clip = await prepareClip(word, recording);
    if (clip.fault !== null || recording === null) return clipState(word, clip);
    const kept = await this.#stored(async () => {
      try {
        await writeClipFile(clipPath(folder, word), writeWav(recording));
        this.#hasWarned = false;
        return true;
      } catch (error) {
        if (isCode(error, 'ENOENT')) return false; // the folder went meanwhile
        throw error;
      }
    });
    return kept ? clipState(word, clip) : null;
  }

  /** Every file of the word goes; false where there was none. Rejects with `NotStored`. */
  async removeClip(hall: HallId, pack: string, word: string): Promise<boolean> {
    const files = await filesOfWord(this.#pack(hall, pack), word);
    await this.#stored(async () => {
      for (const file of files) await rm(file, { force: true });
    });
    return files.length > 0;
  }

  /** What the disk refuses is `NotStored`, told in the log once until a recording is kept again. */
  async #stored<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!this.#hasWarned) this.#log.warn({ err: error, folder: this.#folder }, 'recordings cannot be kept');
      this.#hasWarned = true;
      throw notStored(error);
    }
  }

  async #prepared(file: ClipFile | undefined): Promise<PreparedClip | undefined> {
    return file === undefined ? undefined : await this.#clips.clip(file);
  }

  #pack(hall: HallId, pack: string): string {
    return join(this.#folder, hall, pack);
  }
}

function clipState(word: string, clip: PreparedClip): ClipState {
  return { word, fault: clip.fault, durationMs: clip.fault === null ? msOf(clip.samples.length) : clip.durationMs };
}
