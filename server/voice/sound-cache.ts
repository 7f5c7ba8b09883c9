import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { sealed, unsealed } from './sealed-sound.ts';

export interface CacheOptions {
  readonly folder: string;
  readonly log: Logger;
  readonly bytesOnDisk?: number;
  readonly bytesInMemory?: number;
}

/**
 * Sounds by what they were made of: in memory the hot ones, on disk up to a limit, those longest unused out first. A
 * disk that is full or cannot be written costs the copy there, never the sound.
 */
export class SoundCache {
  readonly #folder: string;
  readonly #log: Logger;
  readonly #onDiskAtMost: number;
  readonly #inMemoryAtMost: number;
  /** The one used last is last. */
  readonly #hot = new Map<string, Buffer>();
  #hotBytes = 0;
  readonly #making = new Map<string, Promise<Buffer>>();
  #writing: Promise<void> = Promise.resolve();
  /** Null: nobody has looked yet. */
  #diskBytes: number | null = null;
  #hasWarned = false;

  constructor({ folder, log, bytesOnDisk = 200_000_000, bytesInMemory = 16_000_000 }: CacheOptions) {
    this.#folder = folder;
    this.#log = log;
    this.#onDiskAtMost = bytesOnDisk;
    this.#inMemoryAtMost = bytesInMemory;
  }

  /** The sound made of these, or a new one; asked twice at once it is made once. */
  get(of: readonly string[], make: () => Promise<Buffer>): Promise<Buffer> {
    const key = createHash('sha256').update(JSON.stringify(of)).digest('hex');
    const hot = this.#hot.get(key);
    if (hot !== undefined) {
      this.#heat(key, hot);
      return Promise.resolve(hot);
    }
    const under = this.#making.get(key) ?? this.#find(key, make).finally(() => this.#making.delete(key));
    this.#making.set(key, under);
    return under;
  }

  /** Resolves when what was made lies on disk, or is sure not to. */
  settled(): Promise<void> {
    return this.#writing;
  }

  async #find(key: string, make: () => Promise<Buffer>): Promise<Buffer> {
    const kept = await this.#read(key);
    const sound = kept ?? (await make());
    this.#heat(key, sound);
    if (kept === undefined) this.#writing = this.#writing.then(() => this.#write(key, sound));
    return sound;
  }

  async #read(key: string): Promise<Buffer | undefined> {
    const file = this.#file(key);
    try {
      const sound = unsealed(await readFile(file));
      const now = new Date();
      if (sound !== undefined) void utimes(file, now, now).catch(() => undefined); // used just now
      return sound;
    } catch {
      return undefined;
    }
  }

  async #write(key: string, sound: Buffer): Promise<void> {
    const part = join(this.#folder, `${randomUUID()}.part`);
    try {
      await mkdir(this.#folder, { recursive: true });
      const file = sealed(sound);
      await writeFile(part, file);
      await rename(part, this.#file(key));
      this.#hasWarned = false;
      this.#diskBytes = this.#diskBytes === null ? await this.#prune() : this.#diskBytes + file.length;
      if (this.#diskBytes > this.#onDiskAtMost) this.#diskBytes = await this.#prune();
    } catch (error) {
      await rm(part, { force: true }).catch(() => undefined);
      if (!this.#hasWarned) this.#log.warn({ err: error }, 'spoken calls cannot be kept; each is made anew');
      this.#hasWarned = true;
    }
  }

  /** Drops what was left half-written, and the longest unused down to nine tenths of the limit; bytes that stay. */
  async #prune(): Promise<number> {
    const names = await readdir(this.#folder);
    for (const name of names.filter((each) => each.endsWith('.part'))) await rm(join(this.#folder, name));
    const files = await Promise.all(
      names
        .filter((name) => name.endsWith('.wav'))
        .map(async (name) => {
          const { size, mtimeMs } = await stat(join(this.#folder, name));
          return { path: join(this.#folder, name), size, usedAt: mtimeMs };
        }),
    );
    let bytes = files.reduce((sum, { size }) => sum + size, 0);
    if (bytes <= this.#onDiskAtMost) return bytes;
    for (const { path, size } of files.sort((a, b) => a.usedAt - b.usedAt)) {
      if (bytes <= this.#onDiskAtMost * 0.9) break;
      await rm(path);
      bytes -= size;
    }
    return bytes;
  }

  #file(key: string): string {
    return join(this.#folder, `${key}.wav`);
  }

  #heat(key: string, sound: Buffer): void {
    const known = this.#hot.get(key);
    if (known !== undefined) this.#hotBytes -= known.length;
    this.#hot.delete(key);
    this.#hot.set(key, sound);
    this.#hotBytes += sound.length;
    for (const [oldest, its] of this.#hot) {
      if (this.#hotBytes <= this.#inMemoryAtMost) return;
      this.#hot.delete(oldest);
      this.#hotBytes -= its.length;
    }
  }
}
