import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Part } from './part.ts';

/** Recorded calls to measure the wait estimate with; null: a made-up recording. */
export interface Recording {
  readonly calls: string | null;
  /** Services that are left out. */
  readonly without: readonly string[];
}

/** What a measurement needs: processes, folders, and where words go; all of it is cleared away at the end. */
export class Bench {
  /** Fewer rounds and shorter rests: a look, not the published figures. */
  readonly quick: boolean;
  /** The built pages. */
  readonly pages: string;
  readonly recording: Recording;
  readonly #root: string;
  #parts: Part[] = [];

  /** `place` must lie on the disk that is to be measured. */
  constructor(place: string, quick: boolean, recording: Recording) {
    this.quick = quick;
    this.recording = recording;
    this.pages = join(place, 'pages');
    this.#root = mkdtempSync(join(place, '.bench-'));
  }

  readonly note = (line: string): void => {
    process.stderr.write(`${line}\n`);
  };

  part(name: string): Part {
    const part = new Part(name);
    this.#parts.push(part);
    return part;
  }

  folder(): string {
    return mkdtempSync(join(this.#root, 'data-'));
  }

  /** Ends what a measurement left running. */
  async clear(): Promise<void> {
    const parts = this.#parts;
    this.#parts = [];
    await Promise.all(parts.map((part) => part.stop()));
  }

  async end(): Promise<void> {
    await this.clear();
    rmSync(this.#root, { recursive: true, force: true });
  }
}
